from gevent import monkey
monkey.patch_all()
import gevent
from gevent.pool import Pool
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=20)


def load(number):
    with engine.connect() as connection:
        return connection.execute(text("select 1")).all()


def fetch(number):
    gevent.sleep(1)


if __name__ == "__main__":
    Pool(30).map(load, range(500))
