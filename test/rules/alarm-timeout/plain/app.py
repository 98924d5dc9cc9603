from gevent import monkey

monkey.patch_all()

import signal
import time

import gevent


class TimedOut(Exception):
    pass


def too_slow(signum, frame):
    """Ends the wait."""
    raise TimedOut("too slow")


def ask():
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(1)  # expect: GVT216
    try:
        time.sleep(2)
        return "no timeout"
    except TimedOut:
        return "timed out"
    finally:
        signal.alarm(0)


asking = gevent.spawn(ask)
try:
    print("greenlet:", asking.get())
except TimedOut:
    print("main greenlet: timed out")
    print("greenlet:", asking.get())
