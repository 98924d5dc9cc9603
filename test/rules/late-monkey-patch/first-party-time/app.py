from helpers.time import sleep
from .helpers.time import sleep as other

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    sleep(0.1)
    other(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
