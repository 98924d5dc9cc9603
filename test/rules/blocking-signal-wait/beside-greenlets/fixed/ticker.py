import signal

import gevent


def tick():
    while True:
        gevent.sleep(1)
        print("tick")


signal.sigtimedwait([signal.SIGUSR1], 1)
gevent.spawn(tick)
gevent.get_hub().threadpool.apply(signal.sigwait, ([signal.SIGUSR1],))  # expect: GVT208
