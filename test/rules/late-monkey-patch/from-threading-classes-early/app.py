from queue import Full, LifoQueue, PriorityQueue, Queue
from threading import Barrier, Condition, Event, RLock, Semaphore

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    with RLock(), Semaphore(), Condition():
        Event().wait(0.1)
    Queue().put(1)
    return LifoQueue(), PriorityQueue(), Barrier(2), Full


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
