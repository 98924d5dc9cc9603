from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

libc = ctypes.CDLL(None)
libc.usleep(500_000)


def work():
    gevent.sleep(1)


gevent.spawn(work)
