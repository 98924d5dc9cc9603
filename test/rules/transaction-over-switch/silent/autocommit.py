import time

import gevent
import psycopg2
from psycogreen.gevent import patch_psycopg

patch_psycopg()


def each_statement_alone():
    connection = psycopg2.connect("dbname=shop")
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("UPDATE orders SET paid = true")
    time.sleep(1)
    connection.commit()


gevent.spawn(each_statement_alone)
