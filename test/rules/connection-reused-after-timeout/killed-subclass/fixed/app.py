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


class Asker(gevent.Greenlet):
    def __init__(self, question):
        super().__init__()
        self.question = question

    def _run(self):
        return ask(self.question)


def ask(question):
    try:
        connection.sendall(question)
        return connection.recv(100)  # expect: GVT418
    except gevent.GreenletExit:
        connection.close()
        raise
    #      ^^^^^^^^^^^^^^^^^^^^


def look(*questions):
    for question in questions:
        asker = Asker(question)
        asker.start()
        asker.join(timeout=0.1)
        asker.kill()
        gevent.sleep(0.3)
        yield asker.value


if __name__ == "__main__":
    server = StreamServer(("127.0.0.1", 0), answer)
    server.start()
    connection = socket.create_connection(("127.0.0.1", server.server_port))
    print("asked fast, got", list(look(b"slow\n", b"fast\n"))[1])
