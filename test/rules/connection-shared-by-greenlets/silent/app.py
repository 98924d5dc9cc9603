from gevent import monkey
monkey.patch_all()
import threading

import gevent
import psycopg
import pymysql
import redis

lock = threading.Lock()
guarded = pymysql.connect(host="localhost")
at_start_up = pymysql.connect(host="localhost")
of_one = pymysql.connect(host="localhost")
waits_its_turn = psycopg.connect("")
pools_inside = redis.Redis()

with at_start_up.cursor() as cursor:
    cursor.execute("select 1")


def handle(number):
    with lock:
        guarded.cursor().execute("select 1")
    waits_its_turn.execute("select 1")
    pools_inside.get("a")
    own = pymysql.connect(host="localhost")
    own.cursor().execute("select 1")


def alone():
    of_one.cursor().execute("select 1")


gevent.spawn(alone)
gevent.joinall([gevent.spawn(handle, number) for number in range(3)])
