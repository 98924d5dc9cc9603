from gevent import monkey

monkey.patch_all()

import os
import socket

ours, theirs = socket.socketpair()


def read(fd, size):
    return b""


def fdopen(sock, os=None):
    os.read(sock.fileno(), 1)
    return read(ours.fileno(), 10)


class Log:
    def fileno(self):
        return 3


fdopen(Log())
os.read(Log().fileno(), 3)
os.fdopen(int(ours.fileno() > 3))
