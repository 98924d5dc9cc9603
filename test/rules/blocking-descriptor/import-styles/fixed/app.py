from gevent import monkey

monkey.patch_all()

import os as system
from os import pipe, read
from os import read as take

import gevent
from gevent.os import tp_read

ends = pipe()


def receive():
    fd, _ = pipe()
    print("🐍", tp_read(fd, 10))  # expect: GVT205
    #           ^^^^^^^^^^^^
    tp_read(  # expect: GVT205
        fd,  # the reading end
        10,
    )


def indexed():
	return tp_read(ends[0], 10)  # expect: GVT205


def inner():
    import os

    other = os.dup(ends[0])
    yield_nothing = [tp_read(other, n) for n in range(3)]  # expect: GVT205
    return yield_nothing, tp_read(other, 3)  # expect: GVT205


def vectors():
    buffers = [bytearray(10)]
    gevent.get_hub().threadpool.apply(system.readv, (ends[0], buffers))  # expect: GVT205


gevent.joinall([gevent.spawn(job) for job in (receive,)])
gevent.spawn(indexed)
gevent.spawn(inner)
gevent.spawn(vectors)
