from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent
from gevent.threadpool import ThreadPool


def prepare():
    connection = sqlite3.connect("shop.db")
    connection.execute("create table if not exists orders (total real)")
    connection.commit()
    connection.close()


def add(total):
    connection = sqlite3.connect("shop.db")
    connection.execute("insert into orders values (?)", (total,))
    connection.commit()
    connection.close()


def handle(total):
    pool.spawn(add, total).get()


class Cursor:
    def execute(self, sql):
        return sql


def other():
    connection = Cursor()
    connection.execute("insert into orders values (1)")


prepare()
pool = ThreadPool(4)
gevent.joinall([gevent.spawn(handle, 1.0), gevent.spawn(other)])
