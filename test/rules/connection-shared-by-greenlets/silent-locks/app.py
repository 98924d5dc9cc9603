"""Only one greenlet at a time gets to the connection."""
from gevent import monkey
monkey.patch_all()
import functools

import gevent
import pymysql
from gevent.lock import BoundedSemaphore, RLock
from gevent.pool import Pool

turn = RLock()
one = BoundedSemaphore(1)
acquired = pymysql.connect(host="localhost")
entered = pymysql.connect(host="localhost")
called = pymysql.connect(host="localhost")
decorated = pymysql.connect(host="localhost")
alone = pymysql.connect(host="localhost")


def in_turn(function):
    @functools.wraps(function)
    def wrapper(*args):
        with turn:
            return function(*args)

    return wrapper


def by_acquire(number):
    turn.acquire()
    try:
        acquired.cursor().execute("select %s", (number,))
    finally:
        turn.release()


def by_semaphore(number):
    with one:
        entered.cursor().execute("select %s", (number,))


def ask(number):
    called.cursor().execute("select %s", (number,))


def by_caller(number):
    with turn:
        ask(number)


@in_turn
def by_decorator(number):
    decorated.cursor().execute("select %s", (number,))


def by_pool(number):
    alone.cursor().execute("select %s", (number,))


for job in (by_acquire, by_semaphore, by_caller, by_decorator):
    gevent.joinall([gevent.spawn(job, number) for number in range(3)])
gevent.joinall([gevent.spawn(by_acquire, number) for number in range(3)])
gevent.joinall([gevent.spawn(by_semaphore, number) for number in range(3)])
gevent.joinall([gevent.spawn(by_caller, number) for number in range(3)])
gevent.joinall([gevent.spawn(by_decorator, number) for number in range(3)])
Pool(1).map(by_pool, range(3))
