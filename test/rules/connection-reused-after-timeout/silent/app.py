import smtplib
import socket

import gevent
import redis
import requests
from gevent import Timeout
from pymemcache.client.base import PooledClient

session = requests.Session()
cache = redis.Redis()
pooled = PooledClient("localhost")
server = smtplib.SMTP("localhost")


class Kept:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")
        self.feed = socket.create_connection(("localhost", 1))

    def closes(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Timeout:
            self.server.close()

    def replaces(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Timeout:
            self.server = None

    def has_a_method_for_it(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Timeout:
            self.reset()

    def closes_at_the_end(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Timeout:
            return None
        finally:
            self.server.close()

    def closes_below(self):
        with Timeout(5, False):
            self.server.noop()
            return True
        self.server.close()
        return False

    def raises(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Timeout:
            print("too slow")
            raise

    def leaves_it_to_the_caller(self):
        with Timeout(5):
            self.server.noop()

    def takes_something_else(self):
        try:
            with Timeout(5):
                self.server.noop()
        except Exception:
            return None

    def only_reads(self):
        while True:
            try:
                with Timeout(5):
                    return self.feed.recv(100)
            except Timeout:
                continue

    def reset(self):
        self.server.close()
        self.server = smtplib.SMTP("localhost")


def of_its_own():
    mail = smtplib.SMTP("localhost")
    try:
        with Timeout(5):
            mail.noop()
    except Timeout:
        return None


def given(mail):
    try:
        with Timeout(5):
            mail.noop()
    except Timeout:
        return None


def drop():
    server.close()


def by_a_function():
    try:
        with Timeout(5):
            server.noop()
    except Timeout:
        drop()


def drivers_that_notice():
    try:
        with Timeout(5):
            session.get("http://localhost")
            cache.get("a")
            pooled.get("a")
    except Timeout:
        return None


def without_a_timeout():
    try:
        server.noop()
    except gevent.Timeout:
        return None
