from gevent import monkey

monkey.patch_all()

import sqlite3
import time
from threading import Lock

import gevent
import requests
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg:///shop")
lock = Lock()


def around():
    rate = requests.get("https://carrier.example/rate").json()
    with engine.begin() as connection:
        connection.execute(text("UPDATE orders SET rate = :rate"), {"rate": rate})
        gevent.sleep(0)
        time.sleep(0.01)
    requests.post("https://carrier.example/book")


def no_transaction():
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        requests.get("https://carrier.example/rate")


def only_later(order):
    with Session(engine) as session, session.begin():
        session.add(order)

        def book():
            requests.post("https://carrier.example/book")

        session.info["book"] = book
        session.info["again"] = lambda: time.sleep(1)


def started(order):
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
        gevent.spawn(requests.post, "https://carrier.example/book")


def one_at_a_time(path):
    connection = sqlite3.connect(path)
    with lock:
        with connection:
            connection.execute("INSERT INTO orders VALUES (1)")  # expect: GVT207
            time.sleep(1)


def in_memory():
    connection = sqlite3.connect(":memory:")
    connection.execute("INSERT INTO orders VALUES (1)")
    time.sleep(1)
    connection.commit()


def reads(path):
    connection = sqlite3.connect(path)
    connection.execute("SELECT 1")  # expect: GVT207
    time.sleep(1)
    connection.commit()


def begins_elsewhere(connection: sqlite3.Connection):
    connection.execute("INSERT INTO orders VALUES (1)")  # expect: GVT207
    time.sleep(1)


def other_names(transaction):
    with transaction.atomic():
        time.sleep(1)


def main():
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE orders (id INTEGER)"))
        time.sleep(1)


gevent.spawn(around)
gevent.spawn(no_transaction)
gevent.spawn(only_later, 1)
gevent.spawn(started, 1)
gevent.spawn(one_at_a_time, "orders.sqlite3")
gevent.spawn(in_memory)
gevent.spawn(reads, "orders.sqlite3")
gevent.spawn(begins_elsewhere)
gevent.spawn(other_names)
main()
