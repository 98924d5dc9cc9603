from gevent import monkey

monkey.patch_all()

import signal

import gevent
from gevent.event import Event

rang = Event()


def note(signum, frame):
    rang.set()


def work():
    signal.signal(signal.SIGALRM, note)
    signal.alarm(1)
    rang.wait()


gevent.spawn(work).join()
