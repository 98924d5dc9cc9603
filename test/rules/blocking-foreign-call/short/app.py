from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

libc = ctypes.CDLL(None)
PAUSE = 100


def work():
    libc.usleep(1)
    libc.usleep(PAUSE)
    libc.sleep(0)
    libc.poll(None, 0, 0)


gevent.spawn(work)
