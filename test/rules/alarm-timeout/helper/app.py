from gevent import monkey

monkey.patch_all()

import signal
import time

import gevent


class TooSlow(Exception):
    pass


class Limit:
    def __init__(self, seconds):
        self.seconds = seconds

    def fail(self):
        raise TooSlow(self.seconds)

    def handle(self, number, frame):
        self.fail()

    def __enter__(self):
        signal.signal(signal.SIGALRM, self.handle)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)  # expect: GVT216

    def __exit__(self, *failure):
        signal.setitimer(signal.ITIMER_REAL, 0)


def work():
    with Limit(0.5):
        time.sleep(2)


gevent.spawn(work).join()
