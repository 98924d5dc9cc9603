from gevent import monkey

monkey.patch_all()

import atexit
import signal
import smtplib
import socket

import gevent
from gevent import Greenlet
from gevent.pool import Pool
from gevent.server import StreamServer

mail = smtplib.SMTP("localhost")
pool = Pool(10)
at_end = Pool(10)
by_signal = Pool(10)


def ping():
    mail.noop()


def others():
    while True:
        mail.noop()
        gevent.sleep(1)


gevent.spawn(others)


def start_all():
    pool.spawn(ping)
    at_end.spawn(ping)
    by_signal.spawn(ping)


def leave():
    at_end.kill()


atexit.register(leave)


def stop_by_signal(*_):
    by_signal.kill()


signal.signal(signal.SIGTERM, stop_by_signal)
gevent.signal_handler(signal.SIGINT, lambda: by_signal.kill())


class Session:
    """Closed where the greenlet is killed, or made for each."""

    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.second = smtplib.SMTP("localhost")
        self.job = None
        self.reader = None

    def start(self):
        self.job = gevent.spawn(self.ping)

    def ping(self):
        self.mail.noop()

    def cancel(self):
        self.job.kill()
        self.mail.close()

    def restart(self):
        self.job.kill()
        self.renew()
        self.start()

    def renew(self):
        self.mail = smtplib.SMTP("localhost")

    def open(self):
        self.second = smtplib.SMTP("localhost")
        self.reader = gevent.spawn(self.read)

    def read(self):
        self.second.noop()

    def reopen(self):
        self.reader.kill()
        self.open()


class Ending:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.jobs = [gevent.spawn(self.ping)]

    def ping(self):
        self.mail.noop()

    def ask(self):
        self.mail.noop()

    def stop(self):
        gevent.killall(self.jobs)

    def __exit__(self, *_):
        gevent.killall(self.jobs, block=False)


class Closing:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.job = gevent.spawn(self.ping)

    def ping(self):
        try:
            self.mail.noop()
        except gevent.GreenletExit:
            self.mail.close()
            raise

    def cancel(self):
        self.job.kill()

    def ask(self):
        self.mail.noop()


class Owning(Greenlet):
    """A connection of its own, and one that is made with the greenlet."""

    def __init__(self):
        super().__init__()
        self.mail = smtplib.SMTP("localhost")

    def _run(self):
        feed = socket.create_connection(("localhost", 7))
        feed.sendall(b"1")
        feed.recv(100)
        self.mail.noop()
        self.more()

    def more(self):
        self.mail.rset()


class Owner:
    def __init__(self):
        self.owning = Owning()
        self.owning.start()

    def renew(self):
        self.owning.kill()
        self.owning = Owning()
        self.owning.start()


class Waiting:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.job = gevent.spawn(self.ping)

    def ping(self):
        self.mail.noop()

    def done(self):
        self.job.join()
        self.job.kill()
        self.mail.noop()


class Another:
    """Asks on a connection of the same name, which is another object's."""

    def __init__(self):
        self.mail = smtplib.SMTP("localhost")

    def ping(self):
        self.mail.noop()


class Looping:
    """Connects anew in each turn."""

    def __init__(self):
        self.mail = smtplib.SMTP("localhost")

    def ping(self):
        self.mail.noop()

    def repeat(self):
        while True:
            self.mail = smtplib.SMTP("localhost")
            job = gevent.spawn(self.ping)
            job.join(timeout=1)
            job.kill()


Looping().repeat()


class Timer:
    """Killed before it is due."""

    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.timer = gevent.spawn_later(30, self.ping)

    def ping(self):
        self.mail.noop()

    def defer(self):
        self.timer.kill()
        self.timer = gevent.spawn_later(30, self.ping)
        self.ping()


class Visit:
    """One object for each visitor, which ends with its function."""

    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.job = None

    def handle(self):
        self.job = gevent.spawn(self.beat)
        try:
            self.work()
        finally:
            self.job.kill()

    def beat(self):
        while True:
            self.ask()
            gevent.sleep(1)

    def ask(self):
        return self.mail.noop()

    def work(self):
        return self.ask()


class Talk(Greenlet):
    def __init__(self):
        super().__init__()
        self.mail = smtplib.SMTP("localhost")

    def _run(self):
        self.ask()

    def ask(self):
        self.mail.noop()


def talk_of(talk: Talk):
    talk.ask()


def drop(talk: Talk):
    talk.kill()


def receive(client, address):
    Visit().handle()


StreamServer(("", 7), receive).start()
gevent.spawn(talk_of, Talk())
gevent.spawn(drop, Talk())


class Kept:
    def __init__(self):
        self.mail = smtplib.SMTP("localhost")
        self.job = gevent.spawn(self.watch)

    def watch(self):
        self.mail.noop()

    def cancel(self):
        self.job.kill()


def serve(
    session: Session,
    ending: Ending,
    closing: Closing,
    owner: Owner,
    kept: Kept,
    another: Another,
    waiting: Waiting,
    timer: Timer,
):
    session.start()
    session.open()
    session.cancel()
    session.restart()
    session.reopen()
    ending.ask()
    ending.stop()
    closing.cancel()
    closing.ask()
    owner.renew()
    kept.cancel()
    another.ping()
    waiting.done()
    timer.defer()


def shop():
    serve(Session(), Ending(), Closing(), Owner(), Kept(), Another(), Waiting(), Timer())


def main():
    start_all()
    try:
        gevent.spawn(shop).join()
    finally:
        pool.kill()


if __name__ == "__main__":
    main()
