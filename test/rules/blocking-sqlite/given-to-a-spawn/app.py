from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent

connection = sqlite3.connect("shop.db")
gevent.spawn(connection.execute, "delete from orders")  # expect: GVT207
#            ^^^^^^^^^^^^^^^^^^
gevent.spawn(connection.commit)  # expect: GVT207
gevent.spawn(connection.close)
gevent.spawn(sqlite3.connect, "shop.db")
