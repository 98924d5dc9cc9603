import threading
import time
from dataclasses import dataclass, field


@dataclass
class Stock:
    lock: object = field(default_factory=lambda: threading.Lock())

    def take(self):
        with self.lock:
            time.sleep(0.1)

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    Stock().take()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
