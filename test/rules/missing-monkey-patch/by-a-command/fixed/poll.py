from gevent import monkey
monkey.patch_all()

import time

import gevent

gevent.spawn(time.sleep, 1).join()  # expect: GVT110
