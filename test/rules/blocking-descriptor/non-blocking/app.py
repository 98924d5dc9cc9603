from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.os import make_nonblocking, nb_read

reader, writer = os.pipe()
make_nonblocking(reader)


def receive():
    return nb_read(reader, 100)


def poll():
    try:
        return os.read(reader, 100)
    except OSError:
        return None


gevent.spawn(receive)
gevent.spawn(poll)
