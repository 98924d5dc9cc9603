from gevent import monkey

monkey.patch_all()

import logging
import socket
import urllib.request
from logging.handlers import HTTPHandler, SMTPHandler, SysLogHandler

import gevent

from base import Mail


class Chat(logging.Handler):
    def emit(self, record):
        urllib.request.urlopen("http://localhost/chat", self.format(record).encode())


class Short(Mail):
    def getSubject(self, record):
        return record.levelname


class Marked(SMTPHandler):
    def emit(self, record):
        record.marked = True
        super().emit(record)


log = logging.getLogger("shop")
logging.basicConfig(handlers=[HTTPHandler("localhost", "/log"), logging.StreamHandler()])  # expect: GVT218
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log.addHandler(Chat())  # expect: GVT218
short = Short("localhost", "a@example.org", ["b@example.org"], "log")  # expect: GVT218
log.addHandler(short)
logging.getLogger("mail").addHandler(Marked("localhost", "a@b.c", ["a@b.c"], "log"))  # expect: GVT218
log.addHandler(SysLogHandler(("localhost", 514), socktype=socket.SOCK_STREAM))  # expect: GVT218


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
