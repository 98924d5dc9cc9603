from gevent import monkey

monkey.patch_all()

import signal
import time

import gevent

seen = {}


def count(name):
    seen[name] += 1


def handle(number, frame):
    try:
        count("alarm")
    except KeyError:
        seen["alarm"] = 1


signal.signal(signal.SIGALRM, handle)


def work():
    signal.alarm(1)
    time.sleep(2)


gevent.spawn(work).join()
