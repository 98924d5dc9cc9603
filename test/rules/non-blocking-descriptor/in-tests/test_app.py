from gevent import monkey

monkey.patch_all()

import os
import socket


def test_read():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"x")
    assert os.read(ours.fileno(), 10) == b"x"
