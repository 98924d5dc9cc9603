from gevent import monkey

monkey.patch_all()

import smtplib
import socket

import gevent
import redis
from gevent import Timeout
from pymemcache.client.base import PooledClient

mail = smtplib.SMTP("localhost")
cache = redis.Redis()
pooled = PooledClient("localhost")


def ping():
    return mail.noop()


def closed():
    found = gevent.with_timeout(1, ping, timeout_value=None)
    if found is None:
        mail.close()
        mail.connect("localhost")
    return found


def closed_in_the_handler():
    try:
        return gevent.with_timeout(1, ping)
    except Timeout:
        mail.close()


def closed_at_the_end():
    try:
        return gevent.with_timeout(1, mail.noop)
    except Timeout:
        return None
    finally:
        mail.quit()


def raised():
    return gevent.with_timeout(1, ping)


def raised_again():
    try:
        return gevent.with_timeout(1, ping)
    except Timeout:
        print("too slow")
        raise


def something_else():
    try:
        return gevent.with_timeout(1, ping)
    except OSError:
        return None


def own():
    server = smtplib.SMTP("localhost")
    return gevent.with_timeout(1, server.noop, timeout_value=None)


def own_by_lambda():
    server = smtplib.SMTP("localhost")
    return gevent.with_timeout(1, lambda: server.noop(), timeout_value=None)


def made_inside():
    def asked():
        server = smtplib.SMTP("localhost")
        return server.noop()

    return gevent.with_timeout(1, asked, timeout_value=None)


def drivers_that_notice():
    gevent.with_timeout(1, pooled.get, "a", timeout_value=None)
    gevent.with_timeout(1, lambda: cache.get("a"), timeout_value=None)


def closes_itself():
    try:
        return mail.noop()
    except BaseException:
        mail.close()
        raise


def asked_and_closed():
    return gevent.with_timeout(1, closes_itself, timeout_value=None)


def given(server: smtplib.SMTP):
    return gevent.with_timeout(1, server.noop, timeout_value=None)


def only_sent():
    return gevent.with_timeout(1, print, mail, timeout_value=None)


class Kept:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.feed = socket.create_connection(("localhost", 7))

    def ping(self):
        return self.mail.noop()

    def reset(self):
        self.mail.close()
        self.mail = smtplib.SMTP("localhost")

    def resets(self):
        found = gevent.with_timeout(1, self.ping, timeout_value=None)
        if found is None:
            self.reset()
        return found

    def only_reads(self):
        while True:
            line = gevent.with_timeout(1, self.feed.recv, 100, timeout_value=None)
            if line is not None:
                return line

    def with_a_new_one(self):
        self.mail = smtplib.SMTP("localhost")
        return self.mail.noop()

    def fresh(self):
        return gevent.with_timeout(1, self.with_a_new_one, timeout_value=None)

    def reconnects(self):
        try:
            return gevent.with_timeout(1, self.ping)
        except Timeout:
            self.mail = None


class Owner:
    def __init__(self):
        self.kept = Kept()

    def look(self):
        found = gevent.with_timeout(1, self.kept.ping, timeout_value=None)
        if found is None:
            self.kept = Kept()
        return found

    def renewed(self):
        try:
            return gevent.with_timeout(1, self.kept.ping)
        except Timeout:
            self.kept.reset()


def local_object():
    kept = Kept()
    return gevent.with_timeout(1, kept.ping, timeout_value=None)
