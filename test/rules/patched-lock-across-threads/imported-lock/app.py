from gevent import monkey

monkey.patch_all()

import gevent
import locks
from locks import INDEX

rows = []


def add(row):
    with INDEX:
        rows.append(row)


def show():
    with locks.INDEX:
        print(rows)


gevent.get_hub().threadpool.map(add, range(3))  # expect: GVT709
gevent.spawn(show).join()
