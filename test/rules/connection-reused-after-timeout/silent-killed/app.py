from gevent import monkey
monkey.patch_all()
import smtplib
import socket

import gevent
import pymysql
import redis
from gevent.pool import Group
from pymemcache.client.base import Client, PooledClient

mail = smtplib.SMTP("localhost")
feed = socket.create_connection(("localhost", 1))
memory = Client("localhost")
pooled = PooledClient("localhost")
cache = redis.Redis()
rows = pymysql.connect(host="localhost")
last = smtplib.SMTP("localhost")


def ping():
    mail.noop()


def waited_for():
    job = gevent.spawn(ping)
    job.join()
    job.kill()
    mail.noop()


def waited_for_all():
    jobs = [gevent.spawn(ping)]
    gevent.joinall(jobs)
    gevent.killall(jobs)
    mail.noop()


def closed_after():
    job = gevent.spawn(ping)
    job.kill()
    mail.close()
    mail.connect("localhost")
    mail.noop()


def renewed_after():
    global mail
    job = gevent.spawn(ping)
    job.kill()
    mail = smtplib.SMTP("localhost")
    mail.noop()


def handed_over():
    job = gevent.spawn(ping)
    job.kill()
    renew(mail)
    mail.noop()


def by_a_function():
    job = gevent.spawn(ping)
    job.kill()
    drop()
    mail.noop()


def renew(connection):
    connection.rset()


def drop():
    mail.close()


def closes_itself():
    try:
        memory.get("a")
    finally:
        memory.close()


def killed_but_clean():
    job = gevent.spawn(closes_itself)
    gevent.sleep(1)
    job.kill()
    memory.get("b")


def others():
    pooled.get("a")
    cache.get("a")
    with rows.cursor() as cursor:
        cursor.execute("select 1")


def killed_drivers():
    job = gevent.spawn(others)
    job.kill()
    others()


def own():
    server = smtplib.SMTP("localhost")
    server.noop()


def killed_own():
    job = gevent.spawn(own)
    job.kill()
    own()


def read():
    while True:
        print(feed.recv(100))


def stop_reading():
    job = gevent.spawn(read)
    job.kill()
    print(feed.recv(100))


def say_last():
    last.noop()


def never_again():
    """At the end: nobody asks on it afterwards."""
    group = Group()
    group.spawn(say_last)
    group.join(timeout=2)
    group.kill()


class Fresh:
    def ask(self):
        self.mail = smtplib.SMTP("localhost")
        self.mail.noop()

    def again(self):
        job = gevent.spawn(self.ask)
        job.kill()
        self.ask()


def something_else():
    job = gevent.spawn(gevent.sleep, 5)
    other = gevent.spawn(ping)
    job.kill()
    other.join()
    mail.noop()


class Kept:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")

    def ping(self):
        self.mail.noop()

    def restart(self):
        job = gevent.spawn(self.ping)
        job.kill()
        self.reset()
        self.ping()

    def reset(self):
        self.mail.close()
        self.mail = smtplib.SMTP("localhost")


if __name__ == "__main__":
    never_again()
