from gevent import monkey
monkey.patch_all()

import threading

LOCK = threading.Lock()  # expect: GVT103
OTHER = threading.Lock()

import acme
import gevent


def work():
    with LOCK:
        acme.wait()
    with OTHER:
        acme.count()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
