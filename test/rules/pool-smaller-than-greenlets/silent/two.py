from gevent import monkey
monkey.patch_all()
from gevent.pool import Pool
from sqlalchemy import create_engine, text

small = create_engine("postgresql+psycopg://localhost/shop", pool_size=2)
large = create_engine("postgresql+psycopg://localhost/shop", pool_size=200)


def load(number):
    with large.connect() as connection:
        return connection.execute(text("select 1")).all()


if __name__ == "__main__":
    Pool(50).map(load, range(500))
