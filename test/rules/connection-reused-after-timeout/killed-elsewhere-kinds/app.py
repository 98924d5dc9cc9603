from gevent import monkey

monkey.patch_all()

import smtplib
import socket
from functools import partial

import gevent
from gevent import Greenlet, kill
from gevent.pool import Group, Pool

pool = Pool(10)
mail = smtplib.SMTP("localhost")
news = smtplib.SMTP("localhost")
bills = smtplib.SMTP("localhost")
orders = smtplib.SMTP("localhost")
watcher = None


def send():
    mail.noop()  # expect: GVT418


def send_all():
    for _ in range(10):
        pool.spawn(send)


def too_slow():
    pool.kill(block=False)
    send_all()


def look():
    news.noop()  # expect: GVT418


def watch():
    global watcher
    watcher = gevent.spawn(look)


def again():
    if watcher is not None:
        kill(watcher, exception=ValueError)
    watch()


class Workers:
    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))  # expect: GVT407
        self.workers = []
        self.jobs = {}
        self.group = Group()
        self.mail = smtplib.SMTP("localhost")

    def ask(self, question):
        self.socket.sendall(question)
        return self.socket.recv(100)  # expect: GVT418

    def start(self):
        for number in range(3):
            worker = Greenlet(self.ask, b"%d" % number)
            worker.start()
            self.workers.append(worker)

    def reset(self):
        gevent.killall(self.workers, block=True)
        self.start()

    def noop(self):
        return self.mail.noop()  # expect: GVT418

    def begin(self, key):
        self.jobs[key] = gevent.spawn(partial(self.noop))

    def cancel(self, key):
        self.jobs.pop(key).kill()

    def cancel_all(self):
        for job in list(self.jobs.values()):
            job.kill()


class Biller(Greenlet):
    def _run(self):
        while True:
            self.bill()
            gevent.sleep(1)

    def bill(self):
        bills.noop()  # expect: GVT418


class Shop:
    def __init__(self):
        self.biller = Biller()
        self.biller.start()

    def pause(self):
        self.biller.kill()
        return bills.noop()


class Desk:
    def __init__(self):
        self.children = Group()

    def open(self):
        self.children.spawn(lambda: orders.noop())  # expect: GVT418

    def clear(self):
        self.children.kill()


class Device:
    """Closed later on, but asked before that."""

    def __init__(self, host):
        self.host = host
        self.socket = None
        self.poll = None

    def open(self):
        self.socket = socket.create_connection((self.host, 502))
        self.poll = gevent.spawn(self.watch)

    def close(self):
        if self.poll:
            self.poll.kill()
        self.socket.close()

    def watch(self):
        while True:
            self.ask(b"status")
            gevent.sleep(1)

    def ask(self, question):
        self.socket.sendall(question)
        return self.socket.recv(1024)  # expect: GVT418

    def pause(self):
        if self.poll is not None:
            self.poll.kill()
            self.poll = None

    def resume(self):
        self.poll = gevent.spawn(self.watch)


class Manager:
    def __init__(self):
        self.device = Device("localhost")
        self.device.open()

    def command(self, question):
        self.device.pause()
        try:
            return self.device.ask(question)
        finally:
            self.device.resume()

    def close(self):
        self.device.close()


manager = Manager()


def command_and_close():
    manager.command(b"x")
    manager.close()


def serve(workers: Workers, desk: Desk, shop: Shop):
    workers.reset()
    workers.begin("a")
    workers.cancel("a")
    workers.cancel_all()
    workers.noop()
    desk.open()
    desk.clear()
    orders.noop()
    shop.pause()


for _ in range(3):
    gevent.spawn(serve, Workers(), Desk(), Shop())
