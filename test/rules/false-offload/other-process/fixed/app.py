from gevent import monkey

monkey.patch_all()

import multiprocessing
import re
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import ProcessPoolExecutor

import gevent

_process_pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))

pool = ThreadPoolExecutor(2)


def words(text):
    # The pattern backtracks.
    return re.findall("(a+)+b", text)


def work():
    return _process_pool.submit(words, "a" * 22).result()  # expect: GVT213


if __name__ == "__main__":
    gevent.spawn(work).join()
