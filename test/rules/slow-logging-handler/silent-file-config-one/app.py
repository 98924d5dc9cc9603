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


gevent.spawn(work, 1).join()
