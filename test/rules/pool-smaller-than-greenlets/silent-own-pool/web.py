from contextlib import contextmanager

from flask import Flask
from sqlalchemy import create_engine, text

app = Flask(__name__)


def ask(address):
    engine = create_engine(address, pool_size=5)
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


@app.route("/")
def index():
    return str(ask("postgresql+psycopg://localhost/shop"))


@contextmanager
def connected(address):
    engine = create_engine(address)
    with engine.connect() as connection:
        yield connection
