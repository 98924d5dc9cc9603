import gevent
import psycopg2  # expect: GVT302


def ask(key):
    psycopg2.connect("dbname=shop").cursor().execute("select %s", (key,))


def ask_all(keys):
    gevent.joinall([gevent.spawn(ask, key) for key in keys])
