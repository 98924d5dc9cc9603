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
    timeout = gevent.Timeout.start_new(1, TimedOut("too slow"))  # expect: GVT216
    try:
        time.sleep(2)
        return "no timeout"
    except TimedOut:
        return "timed out"
    finally:
        timeout.close()


asking = gevent.spawn(ask)
try:
    print("greenlet:", asking.get())
except TimedOut:
    print("main greenlet: timed out")
    print("greenlet:", asking.get())
