from gevent import monkey

monkey.patch_all()

import fcntl

import gevent
from gevent.threadpool import ThreadPool

locks = ThreadPool(50)


def take(file):
    fcntl.flock(file, fcntl.LOCK_EX)


def work():
    with open("x.lock", "a") as file:
        locks.apply(take, (file,))
        locks.apply(fcntl.flock, (file, fcntl.LOCK_UN))


gevent.spawn(work).join()
