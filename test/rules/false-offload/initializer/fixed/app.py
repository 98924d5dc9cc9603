from gevent import monkey

monkey.patch_all()

import zlib
from concurrent.futures import ThreadPoolExecutor

import gevent


def prepare():
    pass


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


with ThreadPoolExecutor(2, initializer=prepare) as executor:
    executor.submit(gevent.get_hub().threadpool.apply, compress, (1,))  # expect: GVT213
