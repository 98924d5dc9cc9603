"""Looks for words in what customers wrote."""
from gevent import monkey

monkey.patch_all()

import re  # the standard one

import gevent

LETTERS = "(a+)+b"


def search(text):
    # Small text, much work.
    found = re.findall(  # expect: GVT212
        LETTERS,
        text,  # from a customer
    )
    return len(found)


def main():
    gevent.spawn(search, "a" * 23).join()


if __name__ == "__main__":
    main()
