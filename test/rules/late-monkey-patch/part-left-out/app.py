from threading import Lock
from time import sleep

from gevent import monkey

monkey.patch_all(time=False, thread=False)  # expect: GVT106

import gevent

LOCK = Lock()


def work():
    with LOCK:
        sleep(0.5)


gevent.spawn(work).join()
