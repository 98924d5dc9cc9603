from gevent import monkey

monkey.patch_socket()
monkey.patch_time()

import time

import gevent

gevent.spawn(time.sleep, 1).join()
