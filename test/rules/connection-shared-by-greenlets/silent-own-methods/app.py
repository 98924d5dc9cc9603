"""Each object has one connection and one greenlet."""
from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from gevent import Greenlet


class Worker(Greenlet):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.db = pymysql.connect(host="localhost")

    def _run(self):
        self.db.cursor().execute("select 1")


class Consumer:
    def __init__(self):
        self.db = pymysql.connect(host="localhost")

    def start(self):
        return gevent.spawn(self.run)

    def run(self):
        self.db.cursor().execute("select 1")


class Job:
    def __init__(self, number):
        self.number = number
        self.db = pymysql.connect(host="localhost")

    def run(self):
        self.db.cursor().execute("select %s", (self.number,))


class Starter:
    def start(self, numbers):
        for number in numbers:
            gevent.spawn(self.one, number)

    def one(self, number):
        Job(number).run()


def work(number):
    job = Job(number)
    job.run()


workers = [Worker(str(number)) for number in range(3)]
for worker in workers:
    worker.start()
consumers = [Consumer().start() for _ in range(3)]
gevent.joinall([gevent.spawn(work, number) for number in range(3)])
jobs = [Job(number) for number in range(3)]
gevent.joinall([gevent.spawn(job.run) for job in jobs])
Starter().start(range(3))
gevent.joinall(workers + consumers)
