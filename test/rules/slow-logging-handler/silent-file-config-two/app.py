from gevent import monkey
monkey.patch_all()
import logging
import logging.config
import os

import gevent

HERE = os.path.dirname(os.path.abspath(__file__))
logging.config.fileConfig("logging.ini")
log = logging.getLogger("shop")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
