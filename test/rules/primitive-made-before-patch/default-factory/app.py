import threading
import time
from dataclasses import dataclass, field


@dataclass
class Stock:
    left: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)  # expect: GVT103
#                                                ^^^^^^^^^^^^^^

    def take(self):
        with self.lock:
            time.sleep(0.1)

from gevent import monkey

monkey.patch_all()

import gevent


stock = Stock()


def work():
    stock.take()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
