from gevent import monkey

monkey.patch_all()

import os
import socket
import subprocess

from gevent.os import nb_write
from gevent.socket import wait_write

ours, theirs = socket.socketpair()
child = subprocess.Popen(["cat"], stdin=subprocess.PIPE)


def write(data):
    # A few bytes fit into any buffer.
    os.write(child.stdin.fileno(), b"quit\n")
    os.sendfile(ours.fileno(), 3, 0, 100)
    nb_write(ours.fileno(), data)
    with open("names.txt", "wb") as file:
        os.write(file.fileno(), data)
    try:
        return os.write(ours.fileno(), data)
    except BlockingIOError:
        return 0


def write_when_ready(data):
    wait_write(ours.fileno())
    os.write(ours.fileno(), data)


write(b"x")
write_when_ready(b"x")
