import threading

cache = threading.local()


def prepare():
    cache.x = 1


prepare()

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    gevent.sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
