from gevent import monkey

monkey.patch_all()

import os
import sqlite3
import tempfile

import gevent

DATABASE = os.path.join(tempfile.mkdtemp(), "shop.db")


def count_days(last):
    connection = sqlite3.connect(DATABASE)
    try:
        query = "with recursive day(n) as (select 1 union all select n + 1 from day where n < ?) select count(*) from day"
        return connection.execute(query, (last,)).fetchone()[0]  # expect: GVT207
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    finally:
        connection.close()


def report():
    print(gevent.get_hub().threadpool.apply(count_days, (2_500_000,)))


gevent.spawn(report).join()
