from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

libc = ctypes.CDLL(None)


def settle():
    libc.usleep(500_000)


def work():
    gevent.get_hub().threadpool.apply(settle)
    gevent.get_hub().threadpool.apply(libc.usleep, (500_000,))


gevent.spawn(work)
