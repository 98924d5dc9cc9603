import signal

import gevent


def tick():
    while True:
        gevent.sleep(1)
        print("tick")


signal.sigtimedwait([signal.SIGUSR1], 1)
gevent.spawn(tick)
signal.sigwait([signal.SIGUSR1])  # expect: GVT208
