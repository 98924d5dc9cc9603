import time

import gevent
from gevent import monkey

wait = time.sleep
monkey.patch_item(__import__("shop.clock").clock, "wait", gevent.sleep)
