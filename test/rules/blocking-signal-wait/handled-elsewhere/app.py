from gevent import monkey

monkey.patch_all()

import signal

import gevent

import handlers
from gevent.event import Event

SIGNALS = [signal.SIGTERM]


def handled():
    signal.sigwait([signal.SIGTERM])  # expect: GVT208


def known_later():
    signal.sigwait(SIGNALS)  # expect: GVT208


def who_sent_it():
    return signal.sigwaitinfo([signal.SIGHUP]).si_pid  # expect: GVT208


def of_a_child():
    signal.sigwait([signal.SIGCHLD])  # expect: GVT208


def each_time():
    while True:
        if signal.sigtimedwait([signal.SIGHUP], 1):  # expect: GVT208
            gevent.sleep(1)


def behind_a_colon(ready):
    if ready: signal.sigwait([signal.SIGHUP])  # expect: GVT208


def until_handled():
    signal.pause()  # expect: GVT208


handlers.install(Event())
for job in (handled, known_later, who_sent_it, of_a_child, each_time, until_handled):
    gevent.spawn(job)
gevent.spawn(behind_a_colon, True)
