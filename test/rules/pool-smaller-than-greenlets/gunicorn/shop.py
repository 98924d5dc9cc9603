import os

import psycopg2.pool
import redis
import requests
import sqlalchemy as sa
import urllib3
from redis import BlockingConnectionPool
from requests.adapters import HTTPAdapter

engine = sa.create_engine(os.environ["DATABASE_URL"])  # expect: GVT306
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
other = sa.create_engine("postgresql+psycopg://localhost/shop", max_overflow=-1)
unlimited = sa.create_engine("postgresql+psycopg://localhost/shop", pool_size=0)
unpooled = sa.create_engine("postgresql+psycopg://localhost/shop", poolclass=sa.pool.NullPool)
local = sa.create_engine("sqlite:///shop.db")
larger = sa.create_engine("postgresql+psycopg://localhost/shop", pool_size=900, max_overflow=100)
chosen = sa.create_engine("postgresql+psycopg://localhost/shop", pool_size=int(os.environ["POOL"]))
options = {"pool_size": 5}
starred = sa.create_engine("postgresql+psycopg://localhost/shop", **options)

blocking = BlockingConnectionPool(timeout=5)  # expect: GVT306
raising = redis.ConnectionPool(max_connections=20)  # expect: GVT306
by_address = redis.ConnectionPool.from_url("redis://localhost", max_connections=20)  # expect: GVT306
open_end = redis.ConnectionPool()

waiting = urllib3.PoolManager(maxsize=10, block=True)  # expect: GVT306
discarding = urllib3.PoolManager(maxsize=10)

session = requests.Session()
session.mount("https://", HTTPAdapter(pool_maxsize=10, pool_block=True))  # expect: GVT306
session.mount("http://", HTTPAdapter(pool_maxsize=10))


def pool():
    return psycopg2.pool.ThreadedConnectionPool(1, 20, "dbname=shop")  # expect: GVT306


def app(environ, start_response):
    start_response("200 OK", [])
    return [b"done"]
