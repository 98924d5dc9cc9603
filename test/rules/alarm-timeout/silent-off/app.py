from gevent import monkey

monkey.patch_all()

import signal

import gevent


def too_slow(signum, frame):
    raise TimeoutError


class alarms:
    @staticmethod
    def alarm(seconds):
        return seconds


def work():
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_VIRTUAL, 5)
    alarms.alarm(5)


gevent.spawn(work).join()
