from gevent import monkey

monkey.patch_all()

import smtplib
import socket
from functools import partial

import gevent
from gevent import timeout as limits, with_timeout as limited
from pg8000.native import Connection
from pymemcache.client.base import Client

mail = smtplib.SMTP("localhost")
news = smtplib.SMTP("localhost")
database = Connection("shop")
memory = Client("localhost")


def direct():
    return gevent.with_timeout(1, mail.noop, timeout_value=None)  # expect: GVT418


def count(table):
    try:
        return database.run("select count(*) from " + table)  # expect: GVT418
    except gevent.Timeout:
        database.close()
        raise


def counted(table):
    return limited(2, partial(count, table), timeout_value=0)


def look(key):
    # A handler of other errors does not see a timeout.
    try:
        return memory.get(key)  # expect: GVT418
    except OSError:
        memory.close()


def looked(key):
    try:
        return limits.with_timeout(seconds=1, function=look, key=key)
    except limits.Timeout:
        memory.close()
        return None


def tell():
    return gevent.with_timeout(1, lambda: news.noop(), timeout_value=None)  # expect: GVT418


class Feed:
    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))
        self.answers = socket.create_connection(("localhost", 7))

    def ask(self, question):
        self.socket.sendall(question)
        return self.read()

    def read(self):
        return self.answers.recv(100)

    def request(self, question):
        self.answers.sendall(question)
        return gevent.with_timeout(1, self.answers.recv, 100, timeout_value=b"")  # expect: GVT418

    def exchange(self, question):
        def both():
            self.socket.sendall(question)
            return self.socket.recv(100)  # expect: GVT418

        try:
            return gevent.with_timeout(1, both)
        except BaseException:
            self.socket.close()
            return None


class Shop:
    def __init__(self):
        self.feed = Feed()
        self.stock = Stock()

    def level(self):
        return gevent.with_timeout(1, self.stock.level, timeout_value=None)


class Stock:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")

    def level(self):
        return self.asked()

    def asked(self):
        try:
            return self.mail.noop()  # expect: GVT418
        except gevent.Timeout:
            self.mail.close()
            raise
