from gevent import monkey

monkey.patch_all()

import sqlite3 as sql
from sqlite3 import connect as open_database

import gevent
from gevent.pool import Pool


class Shop:
    path = "shop.db"

    def names(self, *, limit=10):
        made = open_database(self.path)
        rows = made.cursor().execute("select name from people limit ?", (limit,)).fetchall()  # expect: GVT207
        made.close()
        return rows

    def copy(self, other: sql.Connection):
        other.commit()  # expect: GVT207


def many(shop):
    from sqlite3 import connect

    with connect("shop.db") as database:
        database.executescript("delete from people; vacuum")  # expect: GVT207
    return [name for name, in shop.names(limit=5)]


def handle(number):
    shop = Shop()
    shop.copy(open_database("other.db"))
    # How many there are.
    return number, gevent.get_hub().threadpool.apply(many, (shop,)), gevent.get_hub().threadpool.apply(shop.names, (), {
        "limit": number},  # all of them
    )


Pool(3).map(handle, [1, 2])
gevent.wait()
