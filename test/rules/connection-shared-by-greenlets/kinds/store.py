import socket

import psycopg2
from psycogreen.gevent import patch_psycopg

patch_psycopg()

connection = psycopg2.connect("dbname=shop")  # expect: GVT407
feed = socket.create_connection(("localhost", 1))  # expect: GVT407


def count():
    cursor = connection.cursor()
    cursor.execute("select count(*) from orders")
    return cursor.fetchone()
