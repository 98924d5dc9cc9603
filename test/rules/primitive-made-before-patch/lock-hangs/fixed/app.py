from gevent import monkey
monkey.patch_all()

import threading
import time

LOCK = threading.Lock()  # expect: GVT103
#      ^^^^^^^^^^^^^^^^

import gevent


def work():
    with LOCK:
        time.sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
