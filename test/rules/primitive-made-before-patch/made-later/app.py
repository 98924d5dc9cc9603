from gevent import monkey

monkey.patch_all()

import threading
import time

import gevent

LOCK = threading.Lock()
CURRENT = threading.local()


def work():
    with LOCK:
        CURRENT.x = time.sleep(0.1)


gevent.spawn(work).join()
