from gevent import monkey

monkey.patch_all()

import signal

import gevent


class TooSlow(Exception):
    pass


def handle(number, frame):
    raise TooSlow()


signal.signal(signal.SIGALRM, handle)


def profile():
    signal.setitimer(signal.ITIMER_PROF, 5)


def put_back(seconds):
    before = signal.alarm(0)
    gevent.sleep(seconds)
    signal.alarm(before)


def hidden(*arguments):
    signal.setitimer(*arguments)
    signal.setitimer(signal.ITIMER_REAL, 0)


if False:
    signal.alarm(5)
gevent.joinall([gevent.spawn(profile), gevent.spawn(put_back, 1), gevent.spawn(hidden)])
