from gevent import monkey

monkey.patch_all()

import os
import tempfile
import time

import gevent
from sqlalchemy import create_engine, text

path = os.path.join(tempfile.mkdtemp(), "orders.sqlite3")
engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 0.6})

with engine.begin() as connection:
    connection.execute(text("CREATE TABLE orders (id INTEGER)"))


def pay(order):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO orders VALUES (:id)"), {"id": order})
        time.sleep(0.3)  # expect: GVT307
    #   ^^^^^^^^^^^^^^^


jobs = [gevent.spawn(pay, order) for order in range(2)]
gevent.joinall(jobs)
