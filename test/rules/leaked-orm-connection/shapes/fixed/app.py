from gevent import monkey

monkey.patch_all()

import functools
import threading
from threading import Thread

import gevent
from django.db import connections
from gevent import Greenlet
from gevent.pool import Pool
from models import Customer, Order, customers
from work import count_rows

pool = Pool(10)


def refund(pk):
    try:
        order = Order.objects.get(pk=pk)
        order.save()
    finally:
        connections.close_all()


def through_others():
    try:
        return len(customers())
    finally:
        connections.close_all()


def remember(customer: Customer):
    # Nothing else.
    try:
        customer.save()
    finally:
        connections.close_all()


def in_request(request):
    gevent.spawn(refund, request.pk)  # expect: GVT308
    pool.spawn(functools.partial(through_others))  # expect: GVT308
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    Thread(target=remember, args=(request.customer,)).start()  # expect: GVT308
    pool.map(count_rows, ["orders"])  # expect: GVT308
    gevent.spawn_later(5, lambda: Order.objects.count())  # expect: GVT308
    gevent.spawn(refund, request.pk)


class Mailer(Greenlet):
    def _run(self):  # expect: GVT308
        try:
            for customer in Customer._default_manager.all():
                print(customer)
        finally:
            connections.close_all()


class Writer(threading.Thread):
    def run(self):  # expect: GVT308
        try:
            Order.objects.create()
        finally:
            connections.close_all()


Mailer().start()
Writer().start()
in_request(None)
