import threading
import time


class Stock:
    lock = threading.Lock()  # expect: GVT103
    changed = threading.Condition()  # expect: GVT103

    def take(self):
        with self.lock:
            time.sleep(0.1)

    @classmethod
    def give(cls):
        with cls.changed:
            time.sleep(0.1)

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    Stock().take()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
