from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent


def clean():
    connection = sqlite3.connect("shop.db")
    connection.execute("delete from orders")  # expect: GVT207
    connection.commit()
    connection.close()


gevent.spawn(clean).join()
