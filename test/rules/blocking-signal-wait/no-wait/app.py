from gevent import monkey

monkey.patch_all()

import signal

import gevent
from gevent.event import Event

AT_ONCE = 0
stopped = Event()
gevent.signal_handler(signal.SIGTERM, stopped.set)


def pending():
    signal.sigtimedwait([signal.SIGHUP], 0)
    signal.sigtimedwait([signal.SIGHUP], AT_ONCE)
    signal.sigpending()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopped.wait(1)


gevent.spawn(pending)
