from gevent import monkey

monkey.patch_all()

import signal

import gevent

import handlers

handlers.install()
handlers.ignore()


def work():
    signal.alarm(1)  # expect: GVT216
    gevent.sleep(2)


gevent.spawn(work).join()
