from gevent import monkey

monkey.patch_all()

import sqlite3
import subprocess
import time
import urllib.request

import gevent
import psycopg
import psycopg2
from psycogreen.gevent import patch_psycopg

patch_psycopg()


def begin_and_commit(path):
    connection = sqlite3.connect(path, timeout=10)
    connection.execute("BEGIN IMMEDIATE")  # expect: GVT207
    time.sleep(0.5)  # expect: GVT307
    connection.execute("COMMIT")
    time.sleep(0.5)


def write_and_commit():
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    time.sleep(0.5)
    cursor.execute("UPDATE orders SET paid = true")
    subprocess.run(["mail", "-s", "paid", "shop@example.com"])  # expect: GVT307
    connection.commit()
    subprocess.run(["true"])


def with_connection():
    connection = psycopg2.connect("dbname=shop")
    with connection, connection.cursor() as cursor:
        urllib.request.urlopen("https://carrier.example/rate")
        cursor.execute("SELECT id FROM orders FOR UPDATE")
        urllib.request.urlopen("https://carrier.example/rate")  # expect: GVT307


def with_transaction():
    with psycopg.connect("dbname=shop") as connection:
        with connection.transaction():
            connection.execute("DELETE FROM orders")
            gevent.sleep(1)  # expect: GVT307


def in_a_try():
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    cursor.execute("DELETE FROM orders")
    try:
        time.sleep(1)  # expect: GVT307
        connection.commit()
    except OSError:
        connection.rollback()


gevent.spawn(begin_and_commit, "orders.sqlite3")
gevent.spawn(write_and_commit)
gevent.spawn(with_connection)
gevent.spawn(with_transaction)
gevent.spawn(in_a_try)
