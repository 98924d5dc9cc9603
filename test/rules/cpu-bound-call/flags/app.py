from gevent import monkey

monkey.patch_all()

import re

import gevent

NAMES = re.compile(r"^(a+)+$", re.IGNORECASE)
SPACED = re.compile(r"^(a+ )+$", re.VERBOSE)


def work(text):
    NAMES.match(text)  # expect: GVT212
    SPACED.match(text)
    re.match(r"^(a+)+$", text, re.I)  # expect: GVT212
    re.match(r"^(a+ )+$", text, flags=re.X)
    re.sub(r"(?:[a-z]+)+!", "", text, 0, re.I)  # expect: GVT212
    re.sub(r"(?:[a-z]+)+!", "", text, flags=re.S)


gevent.joinall([gevent.spawn(work, "aaa"), gevent.spawn(work, "b")])
