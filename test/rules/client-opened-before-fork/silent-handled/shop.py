import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text


def connect():
    return psycopg.connect("")


connection = psycopg.connect("")
second = psycopg.connect("")
pool = ConnectionPool("")
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=1000)
with engine.connect() as first:
    PRICES = first.execute(text("select 1")).all()


def renew():
    global second
    second = psycopg.connect("")


def app(environ, start_response):
    connection.execute("select 1")
    with pool.connection() as borrowed:
        borrowed.execute("select 1")
    second.execute("select 1")
    with engine.connect() as one:
        one.execute(text("select 1"))
    start_response("200 OK", [])
    return [b"done"]
