from gevent import monkey
monkey.patch_all()
import gevent
import requests
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg:///shop")
bank = "https://bank.example/charge"


def flushed(order):
    session = Session(engine)
    session.add(order)
    requests.post(bank)
    session.flush()
    requests.post(bank)  # expect: GVT307
    session.commit()
    requests.post(bank)


def begun(order):
    session = Session(engine)
    session.begin()
    requests.post(bank)  # expect: GVT307
    session.rollback()


def executed(order):
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        requests.post(bank)
        connection.execute(text("UPDATE orders SET paid = true"))
        requests.post(bank)  # expect: GVT307
        connection.commit()


for job in (flushed, begun, executed):
    gevent.joinall([gevent.spawn(job, order) for order in range(3)])
gevent.joinall([gevent.spawn(flushed, order) for order in range(3)])
gevent.joinall([gevent.spawn(begun, order) for order in range(3)])
gevent.joinall([gevent.spawn(executed, order) for order in range(3)])
