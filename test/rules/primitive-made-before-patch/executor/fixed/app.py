from gevent import monkey
monkey.patch_all()

import time
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)  # expect: GVT103

import gevent


def work():
    return POOL.submit(time.sleep, 0.1).result()


gevent.spawn(work).join()
