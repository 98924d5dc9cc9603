from gevent import monkey

monkey.patch_all()

import socket

import gevent
from gevent.fileobject import FileObject

ours, theirs = socket.socketpair()


def answer():
    with FileObject(ours.fileno(), "rb", closefd=False) as file:  # expect: GVT222
        print("got", file.read(5))


gevent.spawn_later(0.2, theirs.sendall, b"hello")
gevent.spawn(answer).join()
