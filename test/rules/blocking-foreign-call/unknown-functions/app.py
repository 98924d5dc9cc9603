from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

lib = ctypes.CDLL("libimage.so")


def work(given):
    lib.resize(given, 3)
    lib.getpid()
    given.sleep(3)
    ctypes.sizeof(ctypes.c_int)


gevent.spawn(work, lib)
