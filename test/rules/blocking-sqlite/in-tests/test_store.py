from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent


def store():
    connection = sqlite3.connect("test.db")
    connection.execute("delete from orders")


def test_store():
    gevent.spawn(store).join()
