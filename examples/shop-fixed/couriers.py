"""Asks the couriers, whose library is slow, where the parcels are."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import ctypes
import signal
import time

import gevent
from gevent.threadpool import ThreadPool

_own_pool = ThreadPool(10)

library = ctypes.CDLL(None)


def too_slow(signum, frame):
    raise TimeoutError("the courier does not answer")


def call():
    signal.signal(signal.SIGALRM, too_slow)
    timeout = gevent.Timeout.start_new(1, TimeoutError("the courier does not answer"))
    try:
        time.sleep(0.2)
    finally:
        timeout.close()


def track():
    library.usleep(300_000)


def ask(parcel):
    with gevent.Timeout(0.1, False):
        _own_pool.apply(track)
        return f"parcel {parcel} is on its way"
    return f"parcel {parcel} is somewhere"


if __name__ == "__main__":
    gevent.spawn(call).join()
    for answer in gevent.joinall([gevent.spawn(ask, parcel) for parcel in range(12)]):
        print(answer.value)
