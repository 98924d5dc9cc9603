from gevent import monkey
monkey.patch_all()
import socket

import gevent
from gevent.server import StreamServer


def answer(client, _address):
    for line in client.makefile("rb"):
        if line == b"slow\n":
            gevent.sleep(0.3)
        client.sendall(b"answer to " + line)


class Carrier:
    def __init__(self, port):
        self.port = port
        self.connection = None
        self.job = None

    def ask(self, question):
        if self.connection is None or self.connection.fileno() < 0:
            self.connection = socket.create_connection(("127.0.0.1", self.port))
        try:
            self.connection.sendall(question)
            return self.connection.recv(100)  # expect: GVT418
        except gevent.GreenletExit:
            self.connection.close()
            raise
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^

    def start(self, question):
        self.job = gevent.spawn(self.ask, question)

    def cancel(self):
        self.job.kill()


def serve(carrier: Carrier):
    carrier.start(b"slow\n")
    gevent.sleep(0.1)
    carrier.cancel()
    gevent.sleep(0.3)
    print("asked fast, got", carrier.ask(b"fast\n"))


if __name__ == "__main__":
    server = StreamServer(("127.0.0.1", 0), answer)
    server.start()
    gevent.spawn(serve, Carrier(server.server_port)).join()
