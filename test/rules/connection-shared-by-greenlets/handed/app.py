from functools import partial

from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from gevent.pool import Pool


def save(connection, row):
    with connection.cursor() as cursor:
        cursor.execute("insert into t values (%s)", (row,))


def store(row, *, db):
    save(db, row)


def straight(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407
    gevent.joinall([gevent.spawn(save, connection, row) for row in rows])


def by_name(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407
    for row in rows:
        gevent.spawn(store, row, db=connection)


def mapped(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407
    Pool(8).map(partial(save, connection), rows)


def closed_over(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407

    def one(row):
        connection.cursor().execute("insert into t values (%s)", (row,))

    Pool(8).map(one, rows)


def in_a_lambda(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407
    Pool(8).map(lambda row: save(connection, row), rows)


def start(connection, rows):
    pool = Pool(8)
    for row in rows:
        pool.spawn(save, connection, row)
    pool.join()


def through_another(rows):
    connection = pymysql.connect(host="localhost")  # expect: GVT407
    start(connection, rows)


class Writer:
    def __init__(self, connection):
        self.connection = connection

    def write(self, row):
        self.connection.cursor().execute("insert into t values (%s)", (row,))


opened = pymysql.connect(host="localhost")  # expect: GVT407
writer = Writer(opened)

if __name__ == "__main__":
    straight(range(3))
    by_name(range(3))
    mapped(range(3))
    closed_over(range(3))
    in_a_lambda(range(3))
    through_another(range(3))
    Pool(8).map(writer.write, range(3))
