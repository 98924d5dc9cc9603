from gevent import monkey

monkey.patch_all()

import os as system
from os import fdopen
from os import read as take
from socket import create_connection, create_server
from subprocess import PIPE, Popen

import gevent
from gevent.fileobject import FileObject
from gevent.os import nb_read


class Client:
    def __init__(self, address):
        self.sock = create_connection(address)

    def run(self):
        print("🐍", nb_read(self.sock.fileno(), 10))  # expect: GVT222
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        return FileObject(self.sock.fileno())  # expect: GVT222


def serve():
	listener = create_server(("", 0))
	while True:
		connection, address = listener.accept()
		fd = connection.fileno()
		print(nb_read(fd, 100), address)  # expect: GVT222


def child():
    with Popen(["cat"], stdout=PIPE, stderr=PIPE) as cat:
        errors = cat.stderr.fileno()
        lines = FileObject(  # expect: GVT222
            errors,  # what went wrong
            closefd=False,
        )
        raw = FileObject(cat.stdout.fileno(), "rb", 0)  # expect: GVT222
        system.readv(errors, [bytearray(3)])  # expect: GVT222
        first = [nb_read(errors, n) for n in (1, 2)]  # expect: GVT222
    return lines, raw, first


gevent.spawn(serve)
gevent.spawn(Client(("localhost", 80)).run)
gevent.spawn(child)
