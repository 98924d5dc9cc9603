from gevent import monkey

monkey.patch_all()

import logging

import gevent


def refresh():
    logging.warning("refreshing")


job = gevent.get_hub().threadpool.spawn(refresh)
logging.warning("waiting")
job.get()
