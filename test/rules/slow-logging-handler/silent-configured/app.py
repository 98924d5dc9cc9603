from gevent import monkey
monkey.patch_all()
import logging
import os
from logging.config import dictConfig

import gevent

mail = {"class": "logging.handlers.SMTPHandler"}
dictConfig(
    {
        "version": 1,
        "handlers": {
            "mail": mail,
            "far": {"class": "logging.handlers.SocketHandler", "host": "logs"},
            "web": {"class": "logging.handlers.HTTPHandler", "host": "logs"},
            "unused": {"class": "logging.handlers.SMTPHandler"},
            "queue": {"class": "logging.handlers.QueueHandler", "handlers": ["mail"]},
            "memory": {"class": "logging.handlers.MemoryHandler", "target": "far", "capacity": 9},
            "own": {"class": os.environ["HANDLER"]},
            "file": {"class": "logging.handlers.RotatingFileHandler", "filename": "shop.log"},
        },
        "loggers": {"shop": {"handlers": ["queue", "memory", "own", "file"]}},
        "root": {"handlers": handlers_of("web")},
    }
)
NEVER = {
    "handlers": {"mail": {"class": "logging.handlers.SMTPHandler"}},
    "root": {"handlers": ["mail"]},
}
log = logging.getLogger("shop")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
