import ctypes

import gevent

libc = ctypes.CDLL(None)


def test_sleep():
    def sleep():
        libc.sleep(1)

    gevent.spawn(sleep).join()
