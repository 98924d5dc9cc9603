from gevent import monkey

monkey.patch_all()

import signal
import time

import gevent


def too_slow(signum, frame):
    raise TimeoutError


def load():
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(5)
    time.sleep(0.1)
    signal.alarm(0)


def handle():
    gevent.sleep(0)


# The main greenlet waits by itself, and gets the exception.
load()
gevent.spawn(handle).join()
