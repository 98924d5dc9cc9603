from gevent import monkey

monkey.patch_all()

import concurrent.futures
import hashlib
import zlib
from gevent.threadpool import ThreadPoolExecutor as Workers
from concurrent.futures import as_completed

from gevent.threadpool import ThreadPoolExecutor

pool = None


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


def archive(order):
    global pool
    if pool is None:
        pool = ThreadPoolExecutor(max_workers=2)
    return pool.submit(compress, order).result()  # expect: GVT213


class Service:
    def __init__(self):
        self.workers = Workers(4)

    def run(self, orders):
        list(self.workers.map(compress, orders))  # expect: GVT213
        done = [
            self.workers.submit(lambda: compress(1)),  # expect: GVT213
            self.workers.submit(hashlib.pbkdf2_hmac, "sha256", b"x", b"salt", 600_000),  # expect: GVT213
        ]
        return [future.result() for future in as_completed(done)]


archive(1)
Service().run([1, 2])
