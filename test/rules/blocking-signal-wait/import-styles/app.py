from gevent import monkey

monkey.patch_all()

import signal as s
from signal import SIGHUP, pause
from signal import sigwaitinfo as wait_info

import gevent


class Reloader(gevent.Greenlet):
    def _run(self):
        while True:
            print("🐍", wait_info({SIGHUP}).si_pid)  # expect: GVT208
            #           ^^^^^^^^^^^^^^^^^^^


def sleep_until_signalled():
	pause()  # expect: GVT208


def with_timeout(seconds):
    from signal import sigtimedwait

    if sigtimedwait(  # expect: GVT208
        [s.SIGTERM],  # asked to stop
        seconds,
    ):
        return True
    return s.sigwait({s.SIGTERM}) == s.SIGTERM  # expect: GVT208


Reloader.spawn()
gevent.spawn(sleep_until_signalled)
gevent.spawn(with_timeout, 5)
