from gevent import monkey

monkey.patch_all()

import os
import select
import socket

from gevent.socket import wait_read

ours, theirs = socket.socketpair()


def polls():
    try:
        return os.read(ours.fileno(), 10)
    except BlockingIOError:
        return None


def waits():
    wait_read(ours.fileno())
    return os.read(ours.fileno(), 10)


def selects():
    if select.select([ours], [], [], 1)[0]:
        return os.read(ours.fileno(), 10)


polls()
waits()
selects()
