from gevent import monkey

monkey.patch_all()

import fcntl
from fcntl import LOCK_EX, LOCK_NB, flock

import gevent

FLAGS = LOCK_EX | LOCK_NB


def take(file):
    flags = fcntl.LOCK_EX | fcntl.LOCK_NB
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    flock(file, LOCK_NB | LOCK_EX)
    flock(file, FLAGS)
    flock(file, flags)
    flock(file, LOCK_EX + LOCK_NB)
    flock(file, 6)


gevent.spawn(take, open("x.lock", "a")).join()
