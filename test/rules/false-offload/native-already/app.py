from gevent import monkey

monkey.patch_all()

import zlib
from concurrent.futures import ProcessPoolExecutor

from gevent.threadpool import ThreadPoolExecutor


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


with ThreadPoolExecutor(2) as executor:
    executor.submit(compress, 1)
with ProcessPoolExecutor(2) as processes:
    processes.submit(compress, 1)
