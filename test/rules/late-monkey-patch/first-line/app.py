from gevent import monkey

monkey.patch_all()

import gevent
from time import sleep


def work():
    sleep(0.5)


gevent.spawn(work).join()
