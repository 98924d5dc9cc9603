"""Takes payments, several at once, and lets the printer print."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import os
import time

import gevent
from sqlalchemy import create_engine, text

PAYMENTS = "payments.sqlite3"
engine = create_engine(f"sqlite:///{PAYMENTS}", connect_args={"timeout": 1})


def pay(order):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO payments VALUES (:id)"), {"id": order})
    time.sleep(0.3)


if __name__ == "__main__":
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE payments (id INTEGER)"))
    gevent.joinall([gevent.spawn(pay, order) for order in (1, 2)])
    os.remove(PAYMENTS)
