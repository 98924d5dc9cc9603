import queue
import sched
import selectors
import time

JOBS = queue.SimpleQueue()  # expect: GVT103
SELECTOR = selectors.DefaultSelector()  # expect: GVT103
CLOCK = sched.scheduler(time.time)  # expect: GVT103

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    SELECTOR.select(0.1)
    CLOCK.run()
    JOBS.get()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
