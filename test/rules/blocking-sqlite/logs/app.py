from gevent import monkey

monkey.patch_all()

import logging
import sqlite3

import gevent

log = logging.getLogger(__name__)


def clean():
    connection = sqlite3.connect("shop.db")
    connection.execute("delete from orders")  # expect: GVT207
    connection.commit()
    connection.close()
    log.info("clean")


def handle():
    clean()


gevent.spawn(handle).join()
