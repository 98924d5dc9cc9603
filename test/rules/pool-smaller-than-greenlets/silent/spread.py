from gevent import monkey
monkey.patch_all()
import gevent
from gevent.pool import Pool
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=2)


def fetch(number):
    gevent.sleep(1)
    return number


if __name__ == "__main__":
    # The greenlets do not ask the database.
    for number in Pool(50).map(fetch, range(500)):
        with engine.begin() as connection:
            connection.execute(text("select 1"))
