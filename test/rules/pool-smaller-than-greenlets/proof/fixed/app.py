from gevent import monkey
monkey.patch_all()
import os
import tempfile

import gevent
import gevent.pool
from sqlalchemy import create_engine, text

path = os.path.join(tempfile.mkdtemp(), "shop.db")
engine = create_engine(f"sqlite:///{path}", pool_size=10, max_overflow=0, pool_timeout=0.2)  # expect: GVT306


def load(number):
    with engine.connect() as connection:
        connection.execute(text("select 1")).all()
        gevent.sleep(0.5)
    return number


print(gevent.pool.Pool(10).map(load, range(10)))
