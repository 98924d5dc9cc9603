from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

libc = ctypes.CDLL(None)


def settle():
    return gevent.get_hub().threadpool.apply(libc.usleep, (500_000,))  # expect: GVT211
    #      ^^^^^^^^^^^^^^^^^^^^


gevent.spawn(settle).join()
