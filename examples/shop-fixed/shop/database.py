"""Orders in sqlite."""

import sqlite3

from shop import settings


def prepare():
    """Make the table. Runs once, at start-up."""
    connection = sqlite3.connect(settings.DATABASE)
    connection.execute("create table if not exists orders (id integer primary key, customer text, total real)")
    connection.commit()
    connection.close()


def add_order(customer, total):
    """Store an order and return its number."""
    connection = sqlite3.connect(settings.DATABASE, timeout=5)
    try:
        cursor = connection.execute("insert into orders (customer, total) values (?, ?)", (customer, total))
        connection.commit()
        return cursor.lastrowid
    finally:
        connection.close()


def revenue():
    """The sum of all orders, and a good deal of work for the database."""
    connection = sqlite3.connect(settings.DATABASE)
    try:
        query = """
            with recursive day(n) as (select 1 union all select n + 1 from day where n < 800000)
            select count(*), (select sum(total) from orders) from day
        """
        return connection.execute(query).fetchone()[1] or 0.0
    finally:
        connection.close()
