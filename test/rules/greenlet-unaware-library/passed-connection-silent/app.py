from gevent import monkey
monkey.patch_all()

import gevent
import pyodbc
import pymysql


def count(connection, table):
    return connection.execute(f"select count(*) from {table}")


def total(cursor):
    cursor.execute("select 1")
    return cursor.fetchone()


def work():
    connection = pymysql.connect(host="db")
    total(connection.cursor())


# Asked before any greenlet runs.
count(pyodbc.connect("shop"), "users")
gevent.spawn(work).join()
