from gevent import monkey

monkey.patch_all()

import re

import gevent

TEXT = "aaaa"
WORDS = re.compile(r"^(a+)+$")


def work():
    re.match(r"^(a+)+$", TEXT)
    WORDS.match("aaa")
    re.sub(r"(?:[a-z]+)+!", "", "hello")
    return WORDS.sub("", TEXT)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
