import threading

import gevent
from gevent import monkey


def boot():
    monkey.patch_all()


def work():
    gevent.sleep(0)


threading.Thread(target=work).start()
