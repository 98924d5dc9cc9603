from gevent import monkey
monkey.patch_all()

import threading
import time

current = threading.local()  # expect: GVT103

import gevent


def work(name):
    current.name = name
    time.sleep(0.05)
    print(name, current.name)


gevent.joinall([gevent.spawn(work, "ann"), gevent.spawn(work, "bob")])
