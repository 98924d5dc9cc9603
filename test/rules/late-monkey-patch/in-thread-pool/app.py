from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


def in_thread():
    sleep(0.1)


def work():
    gevent.get_hub().threadpool.apply(in_thread)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
