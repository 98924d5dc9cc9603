from gevent import monkey

monkey.patch_all()

import ctypes
import socket
import time

import gevent

library = ctypes.CDLL(None)


def wait(microseconds):
    library.usleep(microseconds)


def ask():
    with gevent.Timeout(0.05, False):
        gevent.get_hub().threadpool.apply(wait, (900_000,))  # expect: GVT217
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


gevent.joinall([gevent.spawn(ask) for _ in range(12)])
start = time.perf_counter()
socket.getaddrinfo("localhost", 80)
print("the look-up", "waited" if time.perf_counter() - start > 0.4 else "did not wait")
