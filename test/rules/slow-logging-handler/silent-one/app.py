from gevent import monkey

monkey.patch_all()

import logging
from logging.handlers import SMTPHandler

import gevent

log = logging.getLogger("shop")
log.addHandler(SMTPHandler("localhost", "a@b", ["c@d"], "log"))


def work(number):
    return number


def watch():
    log.error("watching")


gevent.joinall([gevent.spawn(work, number) for number in range(5)])
gevent.spawn(watch).join()
