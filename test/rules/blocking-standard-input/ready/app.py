from gevent import monkey

monkey.patch_all()

import select
import sys

import gevent
from gevent import socket


def console():
    while True:
        socket.wait_read(sys.stdin.fileno())
        print(sys.stdin.readline())


def chooser():
    ready, _, _ = select.select([sys.stdin], [], [], 1)
    if ready:
        for line in sys.stdin:
            print(line)


gevent.joinall([gevent.spawn(console), gevent.spawn(chooser)])
