from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.os import tp_read


class Waker:
    def __init__(self):
        self._reader, self._writer = os.pipe()

    def run(self):
        while True:
            tp_read(self._reader, 1)  # expect: GVT205
            print("woken")

    def wake(self):
        os.write(self._writer, b"x")


class Given:
    def __init__(self, fd):
        self.fd = fd

    def run(self):
        os.read(self.fd, 1)


waker = Waker()
gevent.spawn(waker.run)
gevent.spawn(Given(3).run)
gevent.spawn(waker.wake)
