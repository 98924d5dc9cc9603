from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent


def total(rows):
    connection = sqlite3.connect(":memory:")
    connection.execute("create table orders (total real)")
    connection.executemany("insert into orders values (?)", rows)
    return connection.execute("select sum(total) from orders").fetchone()


gevent.spawn(total, [(1.0,)]).join()
