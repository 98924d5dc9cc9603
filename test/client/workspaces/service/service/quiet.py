from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.coros import Semaphore


def work():
    with Semaphore(1):
        os.system("true")


gevent.spawn(work)
