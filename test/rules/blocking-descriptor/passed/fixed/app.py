from gevent import monkey

monkey.patch_all()

import os
from functools import partial

import gevent
from gevent.os import tp_read
from reading import from_anywhere, read_all


def receive(fd, size):
    return tp_read(fd, size)  # expect: GVT205


class Source:
    def __init__(self, limit):
        self.limit = limit

    def pull(self, fd):
        return tp_read(fd, self.limit)  # expect: GVT205


def rebound(fd):
    fd = int(fd)
    return os.read(fd, 10)


def main():
    reader, writer = os.pipe()
    gevent.spawn(receive, reader, 10)
    gevent.spawn(partial(receive, size=3, fd=reader))
    gevent.spawn(Source(10).pull, reader)
    gevent.spawn(read_all, reader)
    gevent.spawn(rebound, reader)
    gevent.spawn(from_anywhere, reader)
    gevent.spawn(from_anywhere, writer if reader else open("names.txt").fileno())


main()
