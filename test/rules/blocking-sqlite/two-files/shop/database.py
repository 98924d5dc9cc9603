import sqlite3
from contextlib import closing

PATH = "shop.db"


def prepare():
    with closing(sqlite3.connect(PATH)) as connection:
        connection.executescript("create table if not exists orders (total real)")
        connection.commit()


def add_order(customer, *, total):
    connection = sqlite3.connect(PATH, timeout=5)
    cursor = connection.cursor()
    cursor.execute("insert into orders values (?)", (total,))  # expect: GVT207
    connection.commit()
    connection.close()
    return cursor.lastrowid


class Orders:
    def __init__(self, path):
        self.path = path

    def all(self):
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute("select * from orders").fetchall()  # expect: GVT207
