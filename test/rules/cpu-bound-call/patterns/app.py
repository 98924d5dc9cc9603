from gevent import monkey

monkey.patch_all()

import re
from re import fullmatch

import gevent

NUMBERS = re.compile(r"(\d+)+$")
SAFE = re.compile(r"(?:\d+,)*\d+$")
WORDS = r"^(\w+\s?)*$"


def read(text):
    re.match("(a+)+b", text)  # expect: GVT212
    re.search(WORDS, text)  # expect: GVT212
    fullmatch(r"(a|a)*", text)  # expect: GVT212
    NUMBERS.match(text)  # expect: GVT212
    re.compile("(x*)*y").search(text)  # expect: GVT212
    SAFE.match(text)
    re.match(r"(\w+)*", text)
    re.findall(r"(\w+\s)*end", text)
    re.sub(r"[a-z]+", "", text)
    return text


gevent.spawn(read, "aaaa").join()
