import time

import gevent
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg:///shop")


def pay():
    with engine.begin():
        pool = gevent.get_hub().threadpool
        print(pool)


def tick():
    while True:
        gevent.sleep(1)


gevent.spawn(tick)
gevent.spawn(pay).join()
