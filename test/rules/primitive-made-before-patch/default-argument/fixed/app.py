from gevent import monkey
monkey.patch_all()

import threading
import time


def take(lock=threading.Lock()):  # expect: GVT103
    with lock:
        time.sleep(0.1)

import gevent


def work():
    take()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
