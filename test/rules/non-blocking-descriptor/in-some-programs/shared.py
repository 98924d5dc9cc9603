import os
import socket

ours, theirs = socket.socketpair()


def receive():
    return os.read(ours.fileno(), 10)  # expect: GVT222
