import multiprocessing
import os
import sys

import gevent
import psycopg
from confluent_kafka import Producer
from pg8000.native import Connection
from sqlalchemy import create_engine, select

connection = psycopg.connect("")  # expect: GVT309
second = Connection("shop")  # expect: GVT309
third = psycopg.connect("")  # expect: GVT309
producer = Producer({})  # expect: GVT309
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=1000)  # expect: GVT309
with engine.connect() as first:
    NAMES = first.scalars(select(1)).all()
fourth = psycopg.connect("")  # expect: GVT309
fifth = psycopg.connect("")  # expect: GVT309
sixth = psycopg.connect("")  # expect: GVT309
seventh = psycopg.connect("")  # expect: GVT309
eighth = psycopg.connect("")  # expect: GVT309


def walrus():
    if (pid := os.fork()) == 0:
        seventh.execute("select 1")
        os._exit(0)
    elif pid > 0:
        seventh.execute("select 2")


def chosen(role):
    if role == "none":
        return
    elif os.fork() == 0:
        eighth.execute("select 1")
        os._exit(0)
    else:
        eighth.execute("select 2")


def ask(number):
    return connection.execute("select %s", (number,)).fetchone()


def count():
    if not os.fork():
        for number in range(10):
            ask(number)
        os._exit(0)
    return ask(10)


def query():
    pid = gevent.fork()
    if pid:
        second.run("select 1")
    else:
        second.run("select 2")
        sys.exit()


def looked_up():
    third.execute("select 1")


def look():
    while True:
        looked_up()
        gevent.sleep(1)


def look_beside():
    gevent.spawn(look)
    if os.fork() == 0:
        looked_up()
        os._exit(0)


def produce():
    producer.produce("orders", b"1")


def produce_in_a_child():
    child = multiprocessing.Process(target=produce)
    child.start()


def latest():
    with engine.connect() as one:
        return one.scalar(select(1))


class Reports:
    def start(self):
        self.child = multiprocessing.Process(target=latest)
        self.child.start()
        latest()
        self.child.join()


def prefork():
    for _ in range(4):
        pid = os.fork()
        if pid:
            continue
        fourth.execute("select 1")
        os._exit(0)


def handle(number):
    multiprocessing.get_context("fork").Process(target=fifth.execute, args=("select 1",)).start()
    multiprocessing.get_context("fork").Process(target=asked, args=(number,)).start()


def asked(number):
    fifth.execute("select %s", (number,))


def beside():
    sixth.execute("select 1")


def beside_a_greenlet():
    child = multiprocessing.Process(target=beside)
    child.start()
    gevent.spawn(beside).join()


def main():
    global opened
    opened = psycopg.connect("")  # expect: GVT309
    if os.fork() == 0:
        opened.execute("select 1")
        os._exit(0)
    opened.execute("select 2")
    beside_a_greenlet()
    walrus()
    chosen('one')
    count()
    query()
    look_beside()
    produce_in_a_child()
    Reports().start()
    prefork()
    gevent.joinall([gevent.spawn(handle, number) for number in range(3)])


if __name__ == "__main__":
    main()
