import os

import gevent
from gevent import socket
from gevent.subprocess import PIPE, Popen

ours, theirs = socket.socketpair()


def receive():
    child = Popen(["echo", "hi"], stdout=PIPE)
    print(os.read(child.stdout.fileno(), 10))  # expect: GVT222
    return os.read(ours.fileno(), 10)  # expect: GVT222


gevent.spawn(receive)
