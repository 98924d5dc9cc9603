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

    def ask(self, question):
        if self.connection is None or self.connection.fileno() < 0:
            self.connection = socket.create_connection(("127.0.0.1", self.port))
        self.connection.sendall(question)
        return self.connection.recv(100)  # expect: GVT418
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^

    def look(self, question):
        try:
            with gevent.Timeout(0.1):
                return self.ask(question)
        except gevent.Timeout:
            return None


if __name__ == "__main__":
    server = StreamServer(("127.0.0.1", 0), answer)
    server.start()
    carrier = Carrier(server.server_port)
    carrier.look(b"slow\n")
    gevent.sleep(0.4)
    print("asked fast, got", carrier.look(b"fast\n"))
