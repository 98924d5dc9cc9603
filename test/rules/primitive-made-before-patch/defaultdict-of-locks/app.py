import collections
import threading
import time

LOCKS = collections.defaultdict(threading.Lock)  # expect: GVT103

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    with LOCKS["x"]:
        time.sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
