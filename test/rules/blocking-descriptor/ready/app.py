from gevent import monkey

monkey.patch_all()

import os
import select

import gevent
from gevent.socket import wait_read

reader, writer = os.pipe()


def receive():
    wait_read(reader)
    return os.read(reader, 100)


def selected():
    ready, _, _ = select.select([reader], [], [], 1)
    if ready:
        drain(reader)


def drain(fd):
    os.read(fd, 100)


gevent.spawn(receive)
gevent.spawn(selected)
