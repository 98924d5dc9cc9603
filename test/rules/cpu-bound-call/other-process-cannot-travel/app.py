# Match objects, functions without a path and open files cannot be pickled: no edit.
from gevent import monkey

monkey.patch_all()

import re

import gevent

PATTERN = re.compile("(a+)+b")


class Search:
    text = "aaaa"

    def run(self):
        return re.match("(a+)+b", self.text)  # expect: GVT212

    def all(self):
        return PATTERN.findall(self.text)  # expect: GVT212


def replace(text):
    def found(match):
        return match[0]

    re.sub("(a+)+b", lambda match: "", text)  # expect: GVT212
    re.sub("(a+)+b", found, text)  # expect: GVT212
    with open("text", "rb") as file:
        return re.sub("(a+)+b", "", file)  # expect: GVT212


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(Search().run), gevent.spawn(Search().all), gevent.spawn(replace, "")])
