import os

from gevent.os import tp_read


def read_all(fd):
    parts = []
    while part := read_some(fd):
        parts.append(part)
    return b"".join(parts)


def read_some(fd):
    return tp_read(fd, 1000)  # expect: GVT205


def from_anywhere(fd):
    return os.read(fd, 1000)
