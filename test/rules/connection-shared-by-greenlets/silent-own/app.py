"""Each greenlet has a connection of its own, or is the only one that uses it."""
import functools
import threading

from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from gevent.local import local
from gevent.lock import RLock
from gevent.pool import Pool
from gevent.queue import Queue
from gevent.threadpool import ThreadPool

turn = RLock()
_one = None
free = Queue()


class Own(local):
    def __init__(self):
        self.connection = pymysql.connect(host="localhost")


class OwnThread(threading.local):
    connection = None

    def get(self):
        if self.connection is None:
            self.connection = pymysql.connect(host="localhost")
        return self.connection


class Several:
    def __init__(self, host):
        self.connection = pymysql.connect(host=host)

    def ask(self):
        self.connection.cursor().execute("select 1")


class Guarded:
    def __init__(self):
        self._turn = RLock()
        self._connection = None

    def _get(self):
        if self._connection is None:
            self._connection = pymysql.connect(host="localhost")
        return self._connection

    def ask(self):
        with self._turn:
            self._get().cursor().execute("select 1")


class Pooled:
    """One at a time has what it took out."""

    def __init__(self):
        self.free = [pymysql.connect(host="localhost") for _ in range(3)]

    def ask(self):
        connection = self.free.pop()
        try:
            connection.cursor().execute("select 1")
        finally:
            self.free.append(connection)


own = Own()
own_thread = OwnThread()
first = Several("first")
second = Several("second")
guarded = Guarded()
pooled = Pooled()


def fresh():
    connection = pymysql.connect(host="localhost")
    connection.autocommit(True)
    return connection


@functools.lru_cache
def of_host(host):
    return pymysql.connect(host=host)


def one():
    global _one
    if _one is None:
        _one = pymysql.connect(host="localhost")
    return _one


def save(connection, row):
    connection.cursor().execute("insert into t values (%s)", (row,))


def alone(connection):
    connection.cursor().execute("select 1")


def work(row):
    own.connection.cursor().execute("select 1")
    own_thread.get().cursor().execute("select 1")
    guarded.ask()
    pooled.ask()
    fresh().cursor().execute("select 1")
    connection = fresh()
    save(connection, row)
    with pymysql.connect(host="localhost") as other:
        save(other, row)
    with turn:
        one().cursor().execute("select 1")
    taken = free.get()
    taken.cursor().execute("select 1")
    free.put(taken)
    of_host(f"h{row}").cursor().execute("select 1")


def each_its_own(rows):
    for row in rows:
        connection = pymysql.connect(host="localhost")
        gevent.spawn(save, connection, row)
    gevent.joinall([gevent.spawn(save, pymysql.connect(host="localhost"), row) for row in rows])
    for connection in [fresh() for _ in rows]:
        gevent.spawn(alone, connection)


def only_one():
    connection = pymysql.connect(host="localhost")
    gevent.spawn(alone, connection).join()


def one_after_the_other(rows):
    connection = pymysql.connect(host="localhost")
    for row in rows:
        save(connection, row)


def one_at_a_time(rows):
    connection = pymysql.connect(host="localhost")
    Pool(1).map(lambda row: save(connection, row), rows)


def in_threads(rows):
    connection = pymysql.connect(host="localhost")
    pool = ThreadPool(1)
    for row in rows:
        pool.spawn(save, connection, row)


for host in (first, second):
    gevent.spawn(host.ask)
gevent.joinall([gevent.spawn(work, row) for row in range(3)])
each_its_own(range(3))
only_one()
one_after_the_other(range(3))
one_at_a_time(range(3))
in_threads(range(3))


def one_by_one(rows):
    connection = pymysql.connect(host="localhost")
    for row in rows:
        gevent.spawn(save, connection, row).join()
    for row in rows:
        job = gevent.spawn(save, connection, row)
        job.join(timeout=1)
        job.kill()


one_by_one(range(3))
