from gevent import monkey

monkey.patch_all()

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import gevent
from gevent.pool import Pool

LOCK = threading.Lock()
rows = []


def write(row):
    logging.warning("row %s", row)
    with LOCK:
        rows.append(row)


# Patched threads are greenlets: their locks are made for them.
for row in range(10):
    threading.Thread(target=write, args=(row,)).start()
with ThreadPoolExecutor(4) as executor:
    list(executor.map(write, range(10)))
Pool(4).map(write, range(10))


def pure(row):
    return row * 2


gevent.get_hub().threadpool.map(pure, range(10))
