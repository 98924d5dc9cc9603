"""Set up, the greenlets would ask over one connection at the same time: no edit before each has its own."""

from gevent import monkey

monkey.patch_all()

import gevent
import psycopg2  # expect: GVT302

CONNECTION = psycopg2.connect("dbname=shop")


def report(day):
    cursor = CONNECTION.cursor()
    cursor.execute("select * from sales where day = %s", (day,))
    print(cursor.fetchall())


for day in range(7):
    gevent.spawn(report, day)
gevent.wait()
