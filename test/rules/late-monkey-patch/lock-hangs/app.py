import time
from threading import Lock  # expect: GVT101

from gevent import monkey

monkey.patch_all()

import gevent


class Account:
    def __init__(self):
        self.lock = Lock()

    def pay(self):
        with self.lock:
            time.sleep(0.1)


account = Account()
gevent.joinall([gevent.spawn(account.pay), gevent.spawn(account.pay)])
