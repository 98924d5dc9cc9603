import smtplib
import sqlite3

import pymysql as mysql
import redis
import zmq.green as zmq
from pg8000.native import Connection
from psycopg_pool import ConnectionPool

connection = Connection("shop")  # expect: GVT309
question = connection.prepare("select 1")
context = zmq.Context()
queue = context.socket(zmq.REQ)  # expect: GVT309
outbox = smtplib.SMTP("localhost")  # expect: GVT309
ledger = sqlite3.connect("ledger.db")  # expect: GVT309
pool: ConnectionPool = ConnectionPool("", min_size=2)  # expect: GVT309
single = redis.Redis(single_connection_client=True)  # expect: GVT309


def open_all():
    global archive
    archive = mysql.connect(  # expect: GVT309, GVT407
        host="localhost",
    )


def lookup(key):
    with pool.connection() as one:
        return one.execute("select 1", (key, single.get(key))).fetchone()[0]


def find(key):
    return search(archive, key)


def search(archive, key):
    with archive.cursor() as cursor:
        cursor.execute("select 1", (key,))
        return cursor.fetchone()[0]
