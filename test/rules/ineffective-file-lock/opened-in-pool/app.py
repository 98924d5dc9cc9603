"""The file is opened in the thread pool: that gives no lock."""

from gevent import monkey

monkey.patch_all()

import fcntl
import time

import gevent


def enter(amount):
    with gevent.get_hub().threadpool.apply(open, ("ledger.txt", "a+")) as file:
        fcntl.lockf(file, fcntl.LOCK_EX)  # expect: GVT220
        time.sleep(0.1)
        print(amount, file=file)


gevent.joinall([gevent.spawn(enter, amount) for amount in (1, 2, 3)])
