from gevent import monkey; monkey.patch_all()
import os
import smtplib
import sqlite3
import sys

import grpc
import psycopg
import pymysql
import redis
import requests
import zmq.green as zmq
from psycopg_pool import ConnectionPool
from pymemcache.client.base import Client
from pymongo import MongoClient
from sqlalchemy import create_engine

# Alive at first use, or looking at the process themselves.
cache = redis.Redis(host="localhost")
cache.ping()
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=1000)
local = create_engine("sqlite:///shop.db")
local.connect()
memory = Client("localhost")
session = requests.Session()
session.get("http://localhost/")
documents = MongoClient("localhost", connect=False)
channel = grpc.insecure_channel("localhost:1")
context = zmq.Context()
closed_pool = ConnectionPool("", open=False)
mailer = smtplib.SMTP()
scratch = sqlite3.connect(":memory:")
options = {"min_size": 0}
given = ConnectionPool(**options)

# Closed before the fork.
seed = psycopg.connect("")
with seed.cursor() as seed_cursor:
    seed_cursor.execute("select 1")
PRICES = seed_cursor.fetchall()
seed.close()
with psycopg.connect("") as once:
    once.cursor().execute("select 1")

# Used while it is imported, and no longer.
version = pymysql.connect(host="localhost")
VERSION = version.get_server_info()

# Not certainly made.
maybe = None
if os.environ.get("WARM"):
    maybe = psycopg.connect(host="localhost")
try:
    other = psycopg.connect(host="localhost")
except OSError:
    other = None

# At first use.
lazy = None


def connect():
    global lazy
    if lazy is None:
        lazy = psycopg.connect(host="localhost")
    return lazy


def report():
    """For the command below: no worker calls it."""
    return version.cursor()


def app(environ, start_response):
    connect().execute("select 1")
    cache.get("a")
    memory.get("a")
    documents.shop.parcels.find_one()
    mailer.noop()
    scratch.execute("select 1")
    for one in (engine, local):
        with one.connect() as connection:
            connection.exec_driver_sql("select 1")
    given.getconn()
    closed_pool.getconn()
    channel.unary_unary("/a/b")
    context.socket(zmq.REQ)
    with pymysql.connect(host="localhost") as own:
        own.ping()
    if maybe is not None and other is not None:
        maybe.execute("select 1")
        other.execute("select 1")
    start_response("200 OK", [])
    return [repr(seed).encode()]


if __name__ == "__main__":
    main_connection = pymysql.connect(host="localhost")
    print(report(), main_connection.ping(), sys.argv)
