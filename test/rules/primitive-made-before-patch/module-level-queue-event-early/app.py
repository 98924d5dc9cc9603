import queue
import threading

JOBS = queue.Queue()
STACK = queue.LifoQueue()
DONE = threading.Event()
ROOM = threading.Semaphore(3)
BOUND = threading.BoundedSemaphore(3)
GATE = threading.Barrier(2)
CHANGED = threading.Condition()

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    JOBS.put(1)
    STACK.put(1)
    with ROOM, BOUND:
        DONE.wait(0.1)
    GATE.wait()
    with CHANGED:
        CHANGED.wait(0.1)
        CHANGED.notify_all()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
