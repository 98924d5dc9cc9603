from os import WNOHANG, waitpid
from select import select

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    waitpid(-1, WNOHANG)
    return select([], [], [], 0)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
