"""Looks for words in what customers wrote."""
from gevent import monkey

monkey.patch_all()

import multiprocessing
import re  # the standard one
from concurrent.futures import ProcessPoolExecutor

import gevent

_process_pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))

LETTERS = "(a+)+b"


def search(text):
    # Small text, much work.
    found = _process_pool.submit(re.findall,  # expect: GVT212
        LETTERS,
        text,  # from a customer
    ).result()
    return len(found)


def main():
    gevent.spawn(search, "a" * 23).join()


if __name__ == "__main__":
    main()
