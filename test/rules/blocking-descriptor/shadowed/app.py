from gevent import monkey

monkey.patch_all()

import os

import gevent


class Fake:
    def pipe(self):
        return 3, 4

    def read(self, fd, size):
        return b""


def read(fd, size):
    return b""


def work(os=Fake()):
    reader, writer = os.pipe()
    os.read(reader, 10)
    return read(writer, 10)


def replaced():
    reader, writer = os.pipe()
    reader = 7
    return os.read(reader, 10)


gevent.spawn(work)
gevent.spawn(replaced)
