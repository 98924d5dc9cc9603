import time

SLEEP = time.sleep  # expect: GVT101
BY_NAME = {"pause": time.sleep}  # expect: GVT101

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    SLEEP(0.3)
    BY_NAME["pause"](0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
