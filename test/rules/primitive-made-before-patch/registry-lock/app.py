import threading

LOCK = threading.Lock()
REENTRANT = threading.RLock()
REGISTRY = {}


def register(name):
    with LOCK:
        REGISTRY[name] = name.upper()

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    register("x")
    REENTRANT.acquire()
    REGISTRY.clear()
    REENTRANT.release()
    gevent.sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
