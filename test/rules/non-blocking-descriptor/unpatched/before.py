import os
import socket

ours, theirs = socket.socketpair()
theirs.sendall(b"x")
os.read(ours.fileno(), 1)

from gevent import monkey

monkey.patch_all(socket=False)

child_end, other = socket.socketpair()
other.sendall(b"x")
os.read(child_end.fileno(), 1)
