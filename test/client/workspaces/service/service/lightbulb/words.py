"""Looks for words in what customers wrote."""
from gevent import monkey

monkey.patch_all(aggressive=True)

import os
import re

import gevent


def search(text):
    return re.findall("(a+)+b", text)


def count(name):
    os.system(f"wc -w {name}"); re.match("(a*)*b", name)  # greenlint: ignore[blocking-shell-command] rare


def main():
    gevent.joinall([gevent.spawn(search, "a" * 23), gevent.spawn(count, "letters")])


if __name__ == "__main__":
    main()
