from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from gevent.lock import RLock


class Store:
    def __init__(self):
        self.connection = pymysql.connect(host="localhost")  # expect: GVT407

    def ask(self, number):
        with self.connection.cursor() as cursor:
            cursor.execute("select %s", (number,))


class Locked:
    def __init__(self):
        self.turn = RLock()
        self.connection = pymysql.connect(host="localhost")

    def ask(self, number):
        with self.turn:
            self.connection.cursor().execute("select %s", (number,))


class Each:
    """Made by each greenlet for itself."""

    def __init__(self):
        self.connection = pymysql.connect(host="localhost")

    def ask(self, number):
        self.connection.cursor().execute("select %s", (number,))


store = Store()
locked = Locked()


def ask_alone(number):
    Each().ask(number)


gevent.joinall([gevent.spawn(store.ask, number) for number in range(3)])
gevent.joinall([gevent.spawn(locked.ask, number) for number in range(3)])
gevent.joinall([gevent.spawn(ask_alone, number) for number in range(3)])
