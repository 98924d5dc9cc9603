import os
import socket
import subprocess

import gevent

ours, theirs = socket.socketpair()


def receive():
    return os.read(ours.fileno(), 10)


child = subprocess.Popen(["true"], stdout=subprocess.PIPE)
os.fdopen(child.stdout.fileno()).read()
gevent.sleep(0)
theirs.sendall(b"x")
receive()
