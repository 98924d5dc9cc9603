from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent
from workers import Queue, Workers

database = Workers(1)
queue = Queue()


@database.wrap
def add(name):
    connection = sqlite3.connect("people.db")
    connection.execute("insert into people values (?)", (name,))
    connection.commit()
    connection.close()


@queue.wrap
def remove(name):
    connection = sqlite3.connect("people.db")
    connection.execute("delete from people where name = ?", (name,))  # expect: GVT207
    connection.commit()
    connection.close()


def handle(name):
    add(name)
    remove(name)


gevent.spawn(handle, "ann").join()
