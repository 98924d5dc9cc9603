from gevent import monkey

monkey.patch_all()

import re

import gevent

GROUPS = re.compile(r"(?:\d{1,3},?)+$")


def is_amount(text):
    return GROUPS.match(text) is not None  # expect: GVT212
#          ^^^^^^^^^^^^^^^^^^


def fields(line):
    re.match(r"(.*,){11}P", line)  # expect: GVT212
    re.match(r"(foo|foobar)*$", line)
    return re.match(r"(?:[^,]*,){11}P", line)


def comment(text):
    re.search(r"/\*(?:[^*]|[\r\n]|\*[^/])*\*/", text)  # expect: GVT212
    return re.search(r"/\*(?:[^*]|\*(?!/))*\*/", text)


gevent.spawn(is_amount, "1" * 26 + "!").join()
gevent.spawn(fields, "1,2,3").join()
gevent.spawn(comment, "/* no end").join()
