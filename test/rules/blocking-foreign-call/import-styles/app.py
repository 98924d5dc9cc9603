from gevent import monkey

monkey.patch_all()

import ctypes as c
from ctypes import CDLL, byref, cdll

import gevent
from cffi import FFI

ffi = FFI()
ffi.cdef("unsigned int sleep(unsigned int seconds);")
C = ffi.dlopen(None)


class Device:
    def __init__(self, path):
        self.lib = CDLL(path, use_errno=True)

    def wait(self, semaphore):
        print("🐍", self.lib.sem_wait(byref(semaphore)))  # expect: GVT211
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


def through_cffi(seconds):
	C.sleep(seconds)  # expect: GVT211


def loaded():
    library = cdll.LoadLibrary("libc.so.6")
    library.poll(  # expect: GVT211
        None,
        0,  # no descriptors
        500,
    )
    c.CDLL(None).getaddrinfo(b"example.org", None, None, None)  # expect: GVT211


gevent.spawn(Device("libdevice.so").wait, None)
gevent.spawn(through_cffi, 3)
gevent.spawn(loaded)
