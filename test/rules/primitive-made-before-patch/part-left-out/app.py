import threading
import time

LOCK = threading.Lock()

from gevent import monkey

monkey.patch_all(thread=False)

import gevent


def work():
    with LOCK:
        time.sleep(0.1)


gevent.spawn(work).join()
