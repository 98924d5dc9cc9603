from gevent import monkey

monkey.patch_all()

import _thread
import threading

import gevent
from gevent.lock import BoundedSemaphore, RLock

native = monkey.get_original("threading", "Lock")()
recursive = _thread.RLock()
permits = BoundedSemaphore()
guard = RLock()
over_native = threading.Condition(native)


class Job:
    def __init__(self, item):
        self.item = item
        self.lock = threading.Lock()

    def run(self):
        with self.lock:
            return self.item


def work(item):
    mine = threading.Lock()
    with mine, native, recursive, permits, guard:
        return item


def shared(item):
    # Not waiting for a lock loses no wake-up.
    if LOCK.acquire(False):
        LOCK.release()
    if LOCK.acquire(timeout=1):
        LOCK.release()
    with over_native:
        return item


LOCK = threading.Lock()
pool = gevent.get_hub().threadpool
pool.map(work, range(3))
pool.map(shared, range(3))
for job in [Job(1), Job(2)]:
    pool.spawn(job.run)
for number in range(3):
    one = Job(number)
    pool.spawn(one.run)
    pool.spawn(Job(number).run)
