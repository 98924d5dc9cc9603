import threading
import time

lock = threading.Lock()


class Early:
    lock = threading.Lock()



from gevent import monkey

monkey.patch_all()

import gevent


class Late:
    def __init__(self):
        self.lock = threading.Lock()

    def take(self, lock):
        with self.lock, lock:
            time.sleep(0.1)


def work():
    Late().take(threading.Lock())


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
