from gevent import monkey

monkey.patch_all()

import ctypes

import gevent

libc = ctypes.CDLL(None, use_errno=True)
held = ctypes.PyDLL(None)


def work(mutex):
    held.usleep(100_000)  # expect: GVT211
    libc.pthread_mutex_lock(mutex)  # expect: GVT211
    libc.system(b"ls")  # expect: GVT211
    if libc.recv(3, None, 0, 0) < 0:  # expect: GVT211
        raise OSError(ctypes.get_errno())


gevent.spawn(work, None)
