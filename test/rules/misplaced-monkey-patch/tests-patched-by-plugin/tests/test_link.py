from gevent import monkey

monkey.patch_all()

import socket


def test_link_answers():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"hello")
    assert ours.recv(5) == b"hello"
