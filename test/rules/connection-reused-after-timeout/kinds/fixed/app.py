import ftplib
import poplib
import smtplib

import gevent
from gevent import Timeout
from pymemcache.client.base import Client

mailbox = poplib.POP3("localhost")
memory = Client("localhost")


class Outbox:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")
        self.store = ftplib.FTP("localhost")

    def send(self, text):
        try:
            with gevent.Timeout(5):
                self.server.noop()  # expect: GVT418
                self.server.sendmail("a", "b", text)
        except Timeout as error:
            self.server.close()
            print(error)

    def size(self, name):
        with gevent.Timeout(5, False):
            return self.store.size(name)  # expect: GVT418
        return None

    def remove(self, name):
        timeout = gevent.Timeout(5)
        try:
            with timeout:
                self.store.delete(name)
        except Timeout:
            pass


def count():
    for attempt in range(3):
        try:
            with Timeout(1):
                return mailbox.stat()  # expect: GVT418
        except BaseException:
            mailbox.close()
            continue


def look(key):
    try:
        with Timeout(1):
            return memory.get(key)  # expect: GVT418
    except Timeout:
        memory.close()
