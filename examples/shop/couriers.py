"""Asks the couriers, whose library is slow, where the parcels are."""

from gevent import monkey

monkey.patch_all()

import ctypes
import signal
import time

import gevent

library = ctypes.CDLL(None)


def too_slow(signum, frame):
    raise TimeoutError("the courier does not answer")


def call():
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(1)
    try:
        time.sleep(0.2)
    finally:
        signal.alarm(0)


def track():
    library.usleep(300_000)


def ask(parcel):
    with gevent.Timeout(0.1, False):
        gevent.get_hub().threadpool.apply(track)
        return f"parcel {parcel} is on its way"
    return f"parcel {parcel} is somewhere"


if __name__ == "__main__":
    gevent.spawn(call).join()
    for answer in gevent.joinall([gevent.spawn(ask, parcel) for parcel in range(12)]):
        print(answer.value)
