from gevent import monkey

monkey.patch_all()

import logging
import queue
import urllib.request
from logging.handlers import DatagramHandler, MemoryHandler, SMTPHandler, SysLogHandler

import gevent

records = queue.SimpleQueue()


class Chat(logging.Handler):
    def emit(self, record):
        gevent.spawn(urllib.request.urlopen, "http://localhost/chat")


class Queued(SMTPHandler):
    def emit(self, record):
        records.put(record)


class Emitter:
    def emit(self, record):
        urllib.request.urlopen("http://localhost/chat")


log = logging.getLogger("shop")
log.addHandler(Chat())
log.addHandler(Queued("localhost", "a@example.org", ["b@example.org"], "log"))
log.addHandler(Emitter())
log.addHandler(SysLogHandler(("localhost", 514)))
log.addHandler(DatagramHandler("localhost", 514))
mail = SMTPHandler("localhost", "a@example.org", ["b@example.org"], "log")
log.addHandler(MemoryHandler(100, target=mail))


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
