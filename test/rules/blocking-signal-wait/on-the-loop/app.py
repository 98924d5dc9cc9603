from gevent import monkey

monkey.patch_all()

import signal
from signal import SIGHUP

import gevent


def each_time():
    while True:
        if gevent.getcurrent():
            signal.sigwait({SIGHUP})  # expect: GVT208


def one_of_several():
    while True:
        number = signal.sigwait([signal.SIGINT, signal.SIGTERM])  # expect: GVT208
        if number == signal.SIGTERM:
            return


def until_told():
    while not signal.sigtimedwait([signal.SIGTERM], 0.5):  # expect: GVT208
        gevent.sleep(1)


def for_a_while(seconds):
    if signal.sigtimedwait((signal.SIGTERM,), seconds * 2):  # expect: GVT208
        return
    signal.sigwaitinfo([signal.SIGTERM])  # expect: GVT208


for job in (each_time, one_of_several, until_told):
    gevent.spawn(job)
gevent.spawn(for_a_while, 2)
