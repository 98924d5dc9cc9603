"""The connection is given up, made anew, or the timeout is somebody else's."""
import smtplib
import socket

import gevent
from gevent import Timeout

outbox = smtplib.SMTP("localhost")


def send(text):
    return outbox.sendmail("a", "b", text)


def raises_on(text):
    with Timeout(5):
        return send(text)


def raises_again(text):
    try:
        with Timeout(5):
            return send(text)
    except Timeout:
        print("slow")
        raise


class Carrier:
    def __init__(self):
        self.socket = None

    def connect(self):
        self.socket = socket.create_connection(("localhost", 7))

    def close(self):
        self.socket.close()
        self.socket = None

    def ask(self, question):
        if self.socket is None:
            self.connect()
        self.socket.sendall(question)
        return self.socket.recv(100)

    def in_time(self, question):
        try:
            with Timeout(1):
                return self.ask(question)
        except Timeout:
            self.close()
            return None


class Fresh:
    def ask(self, question):
        self.socket = socket.create_connection(("localhost", 7))
        self.socket.sendall(question)
        return self.socket.recv(100)

    def in_time(self, question):
        try:
            with Timeout(1):
                return self.ask(question)
        except Timeout:
            return None


class Careful:
    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))

    def ask(self, question):
        self.socket.sendall(question)
        try:
            return self.socket.recv(100)
        except BaseException:
            self.socket.close()
            raise

    def in_time(self, question):
        with Timeout(1, False):
            return self.ask(question)
        return None


class Discarded:
    """Whoever takes the timeout drops the object."""

    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))

    def ask(self, question):
        self.socket.sendall(question)
        return self.socket.recv(100)


def with_another(question):
    carrier = Discarded()
    try:
        with Timeout(1):
            return carrier.ask(question)
    except Timeout:
        return None


def waits(question):
    with Timeout(1, False):
        gevent.sleep(2)
    return send(question)


gevent.spawn(raises_on, "a")
gevent.spawn(raises_again, "a")
gevent.spawn(Carrier().in_time, b"a")
gevent.spawn(Fresh().in_time, b"a")
gevent.spawn(Careful().in_time, b"a")
gevent.spawn(with_another, b"a")
gevent.spawn(waits, b"a")
