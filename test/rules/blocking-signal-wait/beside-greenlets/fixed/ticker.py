import signal

import gevent
from gevent.event import Event


def tick():
    while True:
        gevent.sleep(1)
        print("tick")


signal.sigtimedwait([signal.SIGUSR1], 1)
gevent.spawn(tick)
received = Event()
gevent.signal_handler(signal.SIGUSR1, received.set).ref = True
received.wait()  # expect: GVT208
