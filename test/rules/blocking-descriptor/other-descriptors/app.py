"""Sockets and the pipes of patched children do not block: another rule speaks of them."""
from gevent import monkey

monkey.patch_all()

import os
import socket
import subprocess

import gevent


def work(given):
    left, right = socket.socketpair()
    child = subprocess.Popen(["true"], stdout=subprocess.PIPE)
    os.write(child.stdin.fileno(), given)  # expect: GVT222
    os.write(left.fileno(), given)  # expect: GVT222
    os.set_inheritable(right.fileno(), True)


gevent.spawn(work, b"")
