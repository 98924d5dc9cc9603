from gevent import monkey
monkey.patch_all()
import logging
from logging.config import fileConfig
import os

import gevent

HERE = os.path.dirname(os.path.abspath(__file__))
fileConfig("conf/logging.cfg")
log = logging.getLogger("shop")


def work(number):
    log.error("number %s", number)


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
