from gevent import monkey

monkey.patch_all()

import logging

import gevent

log = logging.getLogger(__name__)


def work(number):
    log.debug("number %s", number)


gevent.get_hub().threadpool.map(work, range(3))  # expect: GVT709
