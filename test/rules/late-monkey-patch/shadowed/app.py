from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


def work(sleep=gevent.sleep):
    sleep(0.1)


def other():
    def sleep(seconds):
        gevent.sleep(seconds)

    sleep(1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
