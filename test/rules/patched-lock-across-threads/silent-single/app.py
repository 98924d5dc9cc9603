from gevent import monkey

monkey.patch_all()

import threading

import gevent
from gevent.threadpool import ThreadPool, ThreadPoolExecutor

LOCK = threading.Lock()
rows = []
writer = ThreadPool(1)
executor = ThreadPoolExecutor(max_workers=1)


def write(row):
    with LOCK:
        rows.append(row)


# One thread: its jobs run one after the other.
for row in range(10):
    writer.spawn(write, row)
    executor.submit(write, row)
    ThreadPool(1).spawn(write, row).get()

