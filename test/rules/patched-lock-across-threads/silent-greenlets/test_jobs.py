from gevent import monkey

monkey.patch_all()

import logging

import gevent


def work(number):
    logging.warning("number %s", number)


def test_map():
    gevent.get_hub().threadpool.map(work, range(3))
