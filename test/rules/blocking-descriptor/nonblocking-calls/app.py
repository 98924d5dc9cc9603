from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.os import nb_read, nb_write

reader, writer = os.pipe()


def receive():
    return nb_read(reader, 100)  # expect: GVT205


def send(data):
    nb_write(writer, data)  # expect: GVT205


gevent.spawn(receive)
gevent.spawn(send, b"x" * 100).join()
