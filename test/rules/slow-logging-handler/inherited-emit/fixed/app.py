from gevent import monkey

monkey.patch_all()

import atexit
import logging
import logging.handlers
import queue
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
log_queue = queue.SimpleQueue()
log_listener = logging.handlers.QueueListener(log_queue, Chat(), respect_handler_level=True)
log_listener.start()
atexit.register(log_listener.stop)
log.addHandler(logging.handlers.QueueHandler(log_queue))  # expect: GVT218
log.addHandler(Quiet())


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
