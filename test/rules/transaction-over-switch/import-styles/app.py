import gevent.monkey

gevent.monkey.patch_all()

import time as clock

import sqlalchemy as sa
from gevent import sleep as nap
from gevent import spawn
from requests import post as send
from sqlalchemy.orm import Session, sessionmaker

engine = sa.create_engine("postgresql+psycopg:///shop")
Sessions = sessionmaker(engine)


def with_session(order):
    with Sessions() as session, session.begin():
        session.add(order)
        send("https://bank.example/charge")  # expect: GVT307


def made_by_the_maker(order):
    with Sessions.begin() as session:
        nap(2)  # expect: GVT307
        session.add(order)


def plain_session(order):
    with Session(engine) as session:
        with session.begin():
            session.add(order)
            clock.sleep(2)  # expect: GVT307


def engine_itself():
    import requests as r

    with engine.begin():
        a = r.get("https://bank.example/a"); b = r.get("https://bank.example/b")  # expect: GVT307, GVT307
        engine.dispose()


spawn(with_session, 1)
spawn(made_by_the_maker, 1)
spawn(plain_session, 1)
spawn(engine_itself)
