from gevent import monkey

monkey.patch_all()

import signal
from signal import SIGHUP

import gevent
from gevent.event import Event
from gevent.queue import Queue


def each_time():
    received = Event()
    gevent.signal_handler(SIGHUP, received.set).ref = True
    while True:
        if gevent.getcurrent():
            received.wait()  # expect: GVT208
            received.clear()


def one_of_several():
    received = Queue()
    gevent.signal_handler(signal.SIGINT, received.put, signal.SIGINT).ref = True
    gevent.signal_handler(signal.SIGTERM, received.put, signal.SIGTERM).ref = True
    while True:
        number = received.get()  # expect: GVT208
        if number == signal.SIGTERM:
            return


def until_told():
    received = Event()
    gevent.signal_handler(signal.SIGTERM, received.set).ref = True
    while not received.wait(0.5):  # expect: GVT208
        gevent.sleep(1)


def for_a_while(seconds):
    received = Event()
    gevent.signal_handler(signal.SIGTERM, received.set).ref = True
    if received.wait(seconds * 2):  # expect: GVT208
        return
    signalled = Event()
    gevent.signal_handler(signal.SIGTERM, signalled.set).ref = True
    signalled.wait()  # expect: GVT208


for job in (each_time, one_of_several, until_told):
    gevent.spawn(job)
gevent.spawn(for_a_while, 2)
