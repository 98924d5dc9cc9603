from gevent import monkey

monkey.patch_all()

import re
from concurrent.futures import ThreadPoolExecutor

import gevent

pool = ThreadPoolExecutor(2)


def words(text):
    # The pattern backtracks.
    return re.findall("(a+)+b", text)


def work():
    return pool.submit(words, "a" * 22).result()  # expect: GVT213


if __name__ == "__main__":
    gevent.spawn(work).join()
