import smtplib
import socket

import gevent
from gevent import Timeout

outbox = smtplib.SMTP("localhost")


def send(sender, to, text):
    return outbox.sendmail(sender, to, text)  # expect: GVT418


def send_in_time(sender, to, text):
    with Timeout(5, False):
        send(sender, to, text)
        return True
    return False


class Carrier:
    def __init__(self):
        self.socket = socket.create_connection(("localhost", 7))

    def ask(self, question):
        self.socket.sendall(question)
        return self._answer()

    def _answer(self):
        return self.socket.recv(100)

    def say(self, question):
        self.socket.sendall(question)
        return self.socket.recv(100)  # expect: GVT418

    def try_to_say(self, question):
        timeout = Timeout.start_new(2)
        try:
            return self.say(question)
        except Timeout:
            return None
        finally:
            timeout.close()


class Slow(Exception):
    pass


class Mailer:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")

    def check(self):
        return self.server.noop()  # expect: GVT418

    def loop(self):
        while True:
            try:
                with gevent.Timeout(3, Slow):
                    self.check()
            except Slow:
                print("slow")
            gevent.sleep(10)


gevent.spawn(send_in_time, "a", "b", "c")
gevent.spawn(Carrier().try_to_say, b"a")
gevent.spawn(Mailer().loop)
