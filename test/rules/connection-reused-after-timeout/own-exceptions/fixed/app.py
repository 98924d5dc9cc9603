from gevent import monkey

monkey.patch_all()

import socket

import gevent


class Slow(Exception):
    pass


class Client:
    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))

    def ask(self, question):
        try:
            with gevent.Timeout(2, Slow):
                self.socket.sendall(question)
                return self.socket.recv(100)  # expect: GVT418
        except Slow:
            self.socket.close()
            return None

    def instance(self, question):
        try:
            with gevent.Timeout(2, TimeoutError("too slow")):
                self.socket.sendall(question)
                return self.socket.recv(100)  # expect: GVT418
        except TimeoutError:
            self.socket.close()
            return None

    def named(self, question):
        try:
            with gevent.Timeout(2, exception=Slow("too slow")):
                self.socket.sendall(question)
                return self.socket.recv(100)
        except Slow:
            self.socket.close()
            return None

    def other(self, question):
        try:
            with gevent.Timeout(2, Slow):
                self.socket.sendall(question)
                return self.socket.recv(100)
        except gevent.Timeout:
            return None


client = Client()
gevent.joinall([gevent.spawn(client.ask, b"a"), gevent.spawn(client.instance, b"b")])
gevent.joinall([gevent.spawn(client.named, b"c"), gevent.spawn(client.other, b"d")])
