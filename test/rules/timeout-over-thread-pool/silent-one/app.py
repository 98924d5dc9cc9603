from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

library = ctypes.CDLL(None)


def once():
    with gevent.Timeout(1, False):
        gevent.get_hub().threadpool.apply(library.sleep, (5,))


once()
gevent.spawn(once).join()
