import sched
import time

import gevent

CLOCK = sched.scheduler(time.time, gevent.sleep)

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    CLOCK.run()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
