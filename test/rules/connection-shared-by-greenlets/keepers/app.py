from gevent import monkey
monkey.patch_all()
import functools

import gevent
import pymysql
from flask import Flask

app = Flask(__name__)

_lazy = None


def lazy():
    global _lazy
    if _lazy is None:
        _lazy = pymysql.connect(host="localhost")  # expect: GVT407
        #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    return _lazy


def set_up():
    global at_start
    at_start = pymysql.connect(host="localhost")  # expect: GVT407


@functools.lru_cache(maxsize=None)
def cached():
    return pymysql.connect(host="localhost")  # expect: GVT407


class Store:
    shared = pymysql.connect(host="localhost")  # expect: GVT407
    later = None

    def __init__(self):
        self._connection = None

    def connect(self):
        if not self._connection:
            connection = pymysql.connect(host="localhost")  # expect: GVT407
            connection.autocommit(True)
            self._connection = connection
        return self._connection

    @classmethod
    def for_all(cls):
        cls.later = cls.later or pymysql.connect(host="localhost")  # expect: GVT407
        return cls.later

    @functools.cached_property
    def kept(self):
        return pymysql.connect(host="localhost")  # expect: GVT407

    @property
    def connection(self):
        return self.connect()

    def rows(self, query):
        cursor = self.connection.cursor()
        cursor.execute(query)
        return cursor.fetchall()

    def count(self):
        with self.kept.cursor() as cursor:
            return cursor.execute("select 1")


class Orders:
    def __init__(self, connection):
        self.connection = connection

    def all(self):
        return self.connection.cursor().execute("select 1")


class Service:
    def __init__(self):
        self.store = Store()


service = Service()
orders = Orders(pymysql.connect(host="localhost"))
kept = pymysql.connect(host="localhost")  # expect: GVT407
more_orders = None
app.database = pymysql.connect(host="localhost")  # expect: GVT407


def ask(number):
    with lazy().cursor() as cursor:
        cursor.execute("select %s", (number,))
    connection = cached()
    connection.cursor().execute("select 1")
    at_start.cursor().execute("select 1")
    Store.shared.cursor().execute("select 1")
    Store.for_all().cursor().execute("select 1")
    service.store.rows("select 1")
    service.store.count()
    app.database.cursor().execute("select 1")
    db = kept
    db.cursor().execute("select 1")


set_up()
gevent.joinall([gevent.spawn(ask, number) for number in range(3)])
