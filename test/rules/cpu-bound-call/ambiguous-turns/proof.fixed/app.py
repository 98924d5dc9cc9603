from gevent import monkey

monkey.patch_all()

import re

import gevent

GROUPS = re.compile(r"\d{1,3}(?:,?\d{3})*$")


def is_amount(text):
    return GROUPS.match(text) is not None


def fields(line):
    re.match(r"(?:[^,]*,){11}P", line)
    re.match(r"(foo|foobar)*$", line)
    return re.match(r"(?:[^,]*,){11}P", line)


def comment(text):
    re.search(r"/\*(?:[^*]|\*[^/])*\*/", text)
    return re.search(r"/\*(?:[^*]|\*(?!/))*\*/", text)


gevent.spawn(is_amount, "1" * 26 + "!").join()
gevent.spawn(fields, "1,2,3").join()
gevent.spawn(comment, "/* no end").join()
