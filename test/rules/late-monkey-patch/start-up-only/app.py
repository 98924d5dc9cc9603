from threading import Lock
from time import sleep

sleep(0.01)

from gevent import monkey

monkey.patch_all()

import gevent

REGISTRY = {}


class Registry:
    def __init__(self):
        self.lock = Lock()

    def add(self, name):
        with self.lock:
            REGISTRY[name] = True


gevent.spawn(Registry().add, "x").join()
