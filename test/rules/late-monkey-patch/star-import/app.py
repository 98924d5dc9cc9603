from time import *  # expect: GVT101

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    started = perf_counter()
    sleep(0.5)
    return perf_counter() - started


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
