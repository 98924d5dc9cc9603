from gevent import monkey

monkey.patch_all()

import threading

import gevent

lock = threading.BoundedSemaphore()
totals = []


def first():
    with lock:
        totals.append(1)


def second():
    with lock:
        totals.append(2)


pool = gevent.get_hub().threadpool
one = pool.spawn(first)
other = pool.spawn(second)  # expect: GVT709
gevent.wait([one, other])
