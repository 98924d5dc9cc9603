import threading

import gevent

# Nobody patches: these are native locks, and right between threads.
LOCK = threading.Lock()
rows = []


def write(row):
    with LOCK:
        rows.append(row)


gevent.get_hub().threadpool.map(write, range(10))
