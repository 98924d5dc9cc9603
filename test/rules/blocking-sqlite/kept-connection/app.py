from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent

CONNECTION = None
connection = sqlite3.connect("shop.db")


def store(name):
    connection.execute("insert into people values (?)", (name,))  # expect: GVT207
    connection.commit()


def open_once():
    global CONNECTION
    CONNECTION = sqlite3.connect("shop.db")
    CONNECTION.execute("pragma journal_mode = wal")  # expect: GVT207


def open_it():
    made = sqlite3.connect("shop.db")
    made.execute("pragma foreign_keys = on")  # expect: GVT207
    return made


class Store:
    def __init__(self):
        self.connection = sqlite3.connect("shop.db")

    def add(self, name):
        self.connection.executemany("insert into people values (?)", [(name,)])  # expect: GVT207


def handle(name):
    store(name)
    open_once()
    open_it()
    Store().add(name)


gevent.spawn(handle, "ann").join()
