from gevent import monkey

monkey.patch_all()

import io
import os as system
import posix
from os import fdopen
from os import read as take
from socket import create_connection, create_server
from subprocess import PIPE, Popen

import gevent


class Client:
    def __init__(self, address):
        self.sock = create_connection(address)

    def run(self):
        print("🐍", take(self.sock.fileno(), 10))  # expect: GVT222
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        return fdopen(self.sock.fileno())  # expect: GVT222


def serve():
	listener = create_server(("", 0))
	while True:
		connection, address = listener.accept()
		fd = connection.fileno()
		print(posix.read(fd, 100), address)  # expect: GVT222


def child():
    import os

    with Popen(["cat"], stdout=PIPE, stderr=PIPE) as cat:
        errors = cat.stderr.fileno()
        lines = open(  # expect: GVT222
            errors,  # what went wrong
            closefd=False,
        )
        raw = io.FileIO(cat.stdout.fileno(), "r")  # expect: GVT222
        system.readv(errors, [bytearray(3)])  # expect: GVT222
        first = [os.read(errors, n) for n in (1, 2)]  # expect: GVT222
    return lines, raw, first


gevent.spawn(serve)
gevent.spawn(Client(("localhost", 80)).run)
gevent.spawn(child)
