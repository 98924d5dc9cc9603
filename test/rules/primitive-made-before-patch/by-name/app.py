import time
from threading import Lock

LOCK = Lock()  # expect: GVT103

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    LOCK.acquire()
    try:
        time.sleep(0.1)
    finally:
        LOCK.release()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
