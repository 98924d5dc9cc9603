from gevent import monkey

monkey.patch_all()  # expect: GVT106

import time

import gevent

gevent.spawn(lambda: time.sleep(1)).join()
