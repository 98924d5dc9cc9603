from gevent import monkey

monkey.patch_all()

import logging
import threading

import gevent

logging.basicConfig(level=logging.INFO)
LOCK = threading.Lock()
rows = []


def write(row):
    logging.info("row %s", row)
    with LOCK:
        rows.append(row)


def report():
    logging.info("rows: %s", len(rows))
    with LOCK:
        return list(rows)


pool = gevent.get_hub().threadpool
# One thread beside the loop does not hang.
pool.spawn(write, 1).get()
gevent.spawn(report).join()
# One after the other: each is waited for.
for row in range(10):
    pool.apply(write, (row,))
    pool.spawn(write, row).get()
