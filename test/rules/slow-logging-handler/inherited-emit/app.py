from gevent import monkey

monkey.patch_all()

import logging
import urllib.request

import gevent


class Base(logging.Handler):
    terminator = "\n"


class Chat(Base):
    def emit(self, record):
        self.acquire()
        urllib.request.urlopen("http://localhost/chat", self.format(record).encode())


class Quiet(Chat):
    def emit(self, record):
        self.unknown(record)


log = logging.getLogger("shop")
log.addHandler(Chat())  # expect: GVT218
log.addHandler(Quiet())


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
