from time import sleep

from gevent import monkey

OPTIONS = {"time": False}
monkey.patch_all(**OPTIONS)

import gevent


def work():
    sleep(0.5)


gevent.spawn(work).join()
