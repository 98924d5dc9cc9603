from gevent import monkey
monkey.patch_all()
import gevent
import sqlalchemy

engine = sqlalchemy.create_engine("mysql+pymysql://localhost/shop")
other = sqlalchemy.create_engine("postgresql+psycopg://localhost/shop")
local = sqlalchemy.create_engine("sqlite:///shop.db")


def ask():
    with engine.connect() as connection:
        connection.execute("select 1")


gevent.spawn(ask).join()
