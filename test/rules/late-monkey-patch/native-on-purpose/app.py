import time
from time import sleep as _sleep
from time import sleep as real_sleep

from gevent import monkey as patches

native_sleep = time.sleep
Lock = patches.get_original("threading", "Lock")

from gevent import monkey

monkey.patch_all()

import gevent


def in_thread():
    _sleep(0.1)
    real_sleep(0.1)
    native_sleep(0.1)
    with Lock():
        time.sleep(1)


def work():
    gevent.get_hub().threadpool.apply(in_thread)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
