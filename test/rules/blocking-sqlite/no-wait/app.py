from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent


def add(number):
    connection = sqlite3.connect("/tmp/numbers.db", timeout=0)
    connection.execute("insert into numbers values (?)", (number,))
    connection.commit()
    connection.close()


def read():
    connection = sqlite3.connect("/tmp/numbers.db", 0)
    rows = connection.execute("select * from numbers order by random()").fetchall()  # expect: GVT207
    connection.close()
    return rows


gevent.joinall([gevent.spawn(add, 1), gevent.spawn(add, 2), gevent.spawn(read)])
