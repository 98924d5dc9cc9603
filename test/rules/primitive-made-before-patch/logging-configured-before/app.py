import logging

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)
handler = logging.StreamHandler()

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    log.info("x")


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
