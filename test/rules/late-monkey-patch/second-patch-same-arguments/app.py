from gevent import monkey

monkey.patch_all()

from time import sleep

monkey.patch_all()

import gevent


def work():
    sleep(0.5)


gevent.spawn(work).join()
