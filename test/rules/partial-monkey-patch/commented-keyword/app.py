from gevent import monkey

monkey.patch_all(  # expect: GVT106
    time=False,  # the scheduler wants it native
)

import time

import gevent

gevent.spawn(time.sleep, 1).join()
