from gevent import monkey

monkey.patch_all()

import time

import gevent
from sqlalchemy import create_engine

engine = create_engine("sqlite:///orders.sqlite3")


def hold():
    with engine.begin():
        time.sleep(1)


def test_hold():
    gevent.spawn(hold).join()
