from gevent import monkey

monkey.patch_all()

import os as system
import posix
from os import pipe, read
from os import read as take

import gevent

ends = pipe()


def receive():
    fd, _ = pipe()
    print("🐍", read(fd, 10))  # expect: GVT205
    #           ^^^^^^^^^^^^
    take(  # expect: GVT205
        fd,  # the reading end
        10,
    )


def indexed():
	return system.read(ends[0], 10)  # expect: GVT205


def inner():
    import os

    other = os.dup(ends[0])
    yield_nothing = [os.read(other, n) for n in range(3)]  # expect: GVT205
    return yield_nothing, posix.read(other, 3)  # expect: GVT205


def vectors():
    buffers = [bytearray(10)]
    system.readv(ends[0], buffers)  # expect: GVT205


gevent.joinall([gevent.spawn(job) for job in (receive,)])
gevent.spawn(indexed)
gevent.spawn(inner)
gevent.spawn(vectors)
