from gevent import monkey

monkey.patch_all()

import os

import gevent
from flags import start

reader, writer = os.pipe()
start(reader)


def receive():
    try:
        return os.read(reader, 100)
    except BlockingIOError:
        return None


def both():
    try:
        return os.read(reader, 100)
    except (InterruptedError, BlockingIOError):
        return None


gevent.spawn(receive)
gevent.spawn(both)
