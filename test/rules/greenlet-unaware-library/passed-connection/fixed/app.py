from gevent import monkey
monkey.patch_all()

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

import gevent
import pyodbc

Row = TypeVar("Row")


class Querying:
    def query(self, text):
        with self.connection() as connection:
            cursor = connection.cursor()
            cursor.execute(text)  # expect: GVT301
            return [self.make(*row) for row in cursor]


class Repository(Querying, ABC, Generic[Row]):
    def all(self):
        return self.query("select * from users")

    @abstractmethod
    def make(self, *row) -> Row: ...


class Users(Repository[dict]):
    def __init__(self, dsn):
        self.dsn = dsn

    def connection(self):
        return gevent.get_hub().threadpool.apply(pyodbc.connect, (self.dsn,))  # expect: GVT301

    def make(self, *row):
        return dict(zip(("id", "name"), row))


def count(connection, table):
    return connection.execute(f"select count(*) from {table}").fetchone()  # expect: GVT301


def work(users):
    print(users.all())
    print(count(users.connection(), "users"))


gevent.spawn(work, Users("shop")).join()
