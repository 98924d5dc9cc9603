from gevent import monkey
monkey.patch_all()
import logging
import logging.config
import socket

import gevent

from logs import LOGGING

logging.config.dictConfig(LOGGING)
logging.config.dictConfig(
    {
        "version": 1,
        "incremental": False,
        "handlers": {
            "far": {"class": "logging.handlers.SocketHandler", "host": "logs"},  # expect: GVT218
            #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            "system": {
                "class": "logging.handlers.SysLogHandler",  # expect: GVT218
                "address": ("logs", 514),
                "socktype": socket.SOCK_STREAM,
            },
            "local": {"class": "logging.handlers.SysLogHandler", "address": "/dev/log"},
        },
        "root": {"handlers": ["far", "system", "local"]},
    }
)
log = logging.getLogger("shop")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
