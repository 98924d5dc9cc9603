import gevent
from models import Order
from threading import Thread


def work():
    Order.objects.create()


def tick():
    gevent.sleep(0)


def start():
    Thread(target=work).start()


start()
gevent.spawn(tick)
