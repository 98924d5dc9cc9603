from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, scoped_session, sessionmaker

cursor = pymysql.connect(host="localhost").cursor()  # expect: GVT407
engine = create_engine("postgresql+psycopg:///shop")
session = Session(engine)  # expect: GVT407
per_greenlet = scoped_session(sessionmaker(engine))


def ask(number):
    cursor.execute("select %s", (number,))
    session.execute(text("select 1"))
    per_greenlet.execute(text("select 1"))


gevent.joinall([gevent.spawn(ask, number) for number in range(3)])
