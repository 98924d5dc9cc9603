from gevent import monkey

monkey.patch_all()

import signal as s
from signal import SIGHUP, pause
from signal import sigwaitinfo as wait_info

import gevent
from gevent.queue import Queue


class Reloader(gevent.Greenlet):
    def _run(self):
        while True:
            print("🐍", gevent.get_hub().threadpool.apply(wait_info, ({SIGHUP},)).si_pid)  # expect: GVT208
            #           ^^^^^^^^^^^^^^^^^^^


def sleep_until_signalled():
	pause()  # expect: GVT208


def with_timeout(seconds):
    from signal import sigtimedwait

    if gevent.get_hub().threadpool.apply(sigtimedwait, (  # expect: GVT208
        [s.SIGTERM],  # asked to stop
        seconds),
    ):
        return True
    received = Queue()
    gevent.signal_handler(s.SIGTERM, received.put, s.SIGTERM).ref = True
    return received.get() == s.SIGTERM  # expect: GVT208


Reloader.spawn()
gevent.spawn(sleep_until_signalled)
gevent.spawn(with_timeout, 5)
