from gevent import monkey

monkey.patch_all()

import zlib

import gevent

LOCK = monkey.get_original("threading", "Lock")()
DATA = b"x" * 50_000


def work(number):
    for _ in range(200):
        with LOCK:
            size = packed(number)
    return size


def packed(number):
    return len(zlib.compress(DATA)) + number


if __name__ == "__main__":
    pool = gevent.get_hub().threadpool
    print(pool.map(work, range(4)))  # expect: GVT709
    #     ^^^^^^^^^^^^^^^^^^^^^^^^
