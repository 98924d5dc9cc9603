import sys

from gevent import monkey

monkey.patch_all(time="-t" in sys.argv)

import time

import gevent

gevent.spawn(time.sleep, 1).join()
