from gevent import monkey

monkey.patch_all()

import os
import socket

from gevent.os import nb_write

ours, theirs = socket.socketpair()


def send(pieces, file):
    fd = ours.fileno()
    os.writev(fd, pieces)  # expect: GVT222
    os.sendfile(fd, file.fileno(), 0, 100_000)  # expect: GVT222
    ours.sendall(b"".join(pieces))  # expect: GVT222
    return nb_write(ours.fileno(), b"".join(pieces))  # expect: GVT222


def forward(conn, body):
    # Whose descriptor this is nobody can tell.
    os.write(conn.fileno(), body)


with open("names.txt", "rb") as names:
    send([b"a"], names)
