from gevent import monkey
monkey.patch_all()
import gevent
import sqlalchemy
from sqlalchemy import text

ADDRESS = "postgresql+psycopg2://"
engine = sqlalchemy.create_engine(ADDRESS)  # expect: GVT302
#                                 ^^^^^^^


def slowly():
    with engine.connect() as connection:
        connection.execute(text("select pg_sleep(0.6)"))


if __name__ == "__main__":
    gevent.spawn(slowly).join()
