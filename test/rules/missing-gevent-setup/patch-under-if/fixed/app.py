import os
from gevent import monkey

if os.environ.get("GEVENT", "1") == "1":
    monkey.patch_all()
    from psycogreen.gevent import patch_psycopg
    patch_psycopg()

import gevent
import psycopg2  # expect: GVT302


def load():
    with psycopg2.connect("dbname=shop") as connection:
        return connection.cursor().execute("select 1")


if __name__ == "__main__":
    gevent.spawn(load).join()
