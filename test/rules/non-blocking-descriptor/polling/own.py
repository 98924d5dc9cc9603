from gevent import monkey

monkey.patch_all()

import os
import socket

ours, theirs = socket.socketpair()
ours.setblocking(False)
print(os.read(ours.fileno(), 10))
