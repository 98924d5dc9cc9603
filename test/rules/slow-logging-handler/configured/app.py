from gevent import monkey
monkey.patch_all()
import logging
import logging.config

import gevent

from logs import LOGGING

logging.config.dictConfig(LOGGING)
logging.config.dictConfig(
    {
        "version": 1,
        "incremental": False,
        "handlers": {"far": {"class": "logging.handlers.SocketHandler", "host": "logs"}},  # expect: GVT218
        #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "root": {"handlers": ["far"]},
    }
)
log = logging.getLogger("shop")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
