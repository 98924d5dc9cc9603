from gevent import monkey

monkey.patch_all()

import sqlite3

import gevent

connection = sqlite3.connect(":memory:")
gevent.spawn(connection.execute, "create table orders (id)")
