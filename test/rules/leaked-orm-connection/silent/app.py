from gevent import monkey

monkey.patch_all()

from concurrent.futures import ThreadPoolExecutor

import gevent
from django.db import close_old_connections, connection, connections
from helpers import close_connection
from models import Order

executor = ThreadPoolExecutor(4)


def closes_old():
    try:
        Order.objects.create()
    finally:
        close_old_connections()


def closes_all():
    try:
        Order.objects.create()
    finally:
        connections.close_all()


def closes_its_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()


def closes_one():
    Order.objects.create()
    connections["default"].close()


def closes_each():
    Order.objects.create()
    for each in connections.all():
        conn = each
        conn.close()


def closes_below():
    Order.objects.create()
    clean_up()


def clean_up():
    connections.close_all()


@close_connection
def decorated():
    Order.objects.create()


def for_ever():
    while True:
        Order.objects.create()
        gevent.sleep(60)


def no_query():
    print(Order, Order.__name__)


def kept_by_the_executor():
    Order.objects.create()


def once():
    Order.objects.create()


class Shelf:
    objects = {}


def no_model():
    Shelf.objects.get("a")


def start():
    gevent.spawn(closes_old)
    gevent.spawn(closes_all)
    gevent.spawn(closes_its_own)
    gevent.spawn(closes_one)
    gevent.spawn(closes_each)
    gevent.spawn(closes_below)
    gevent.spawn(decorated)
    gevent.spawn(for_ever)
    gevent.spawn(no_query)
    gevent.spawn(no_model)
    executor.submit(kept_by_the_executor)


start()
if __name__ == "__main__":
    gevent.spawn(once).join()
