from gevent import monkey

monkey.patch_all()

import logging
import queue
from logging.handlers import (
    HTTPHandler,
    MemoryHandler,
    QueueHandler,
    QueueListener,
    RotatingFileHandler,
    SMTPHandler,
    SysLogHandler,
)

import gevent

records = queue.SimpleQueue()
mail = SMTPHandler("localhost", "a@b", ["c@d"], "log")
listener = QueueListener(records, mail)
listener.start()
log = logging.getLogger("shop")
log.addHandler(QueueHandler(records))
log.addHandler(RotatingFileHandler("/tmp/shop.log"))
log.addHandler(SysLogHandler())
target = HTTPHandler("localhost", "/")
log.addHandler(MemoryHandler(100, target=target))
unused = HTTPHandler("localhost", "/")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
listener.stop()
