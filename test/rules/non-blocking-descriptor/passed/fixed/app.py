from gevent import monkey

monkey.patch_all()

import os
import socket

import gevent
from gevent.os import nb_read


def receive(fd):
    return nb_read(fd, 10)  # expect: GVT222


def from_anywhere(fd):
    return os.read(fd, 10)


ours, theirs = socket.socketpair()
reader, writer = os.pipe()
gevent.spawn(receive, ours.fileno())
receive(theirs.fileno())
gevent.spawn(from_anywhere, ours.fileno())
os.write(writer, b"x")
from_anywhere(reader)
