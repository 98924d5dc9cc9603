from gevent import monkey

monkey.patch_all()

import fcntl

import gevent


def give_back(file):
    fcntl.flock(file, fcntl.LOCK_UN)
    fcntl.flock(file.fileno(), 8)
    fcntl.lockf(file, fcntl.LOCK_UN)


gevent.spawn(give_back, open("x.lock", "a")).join()
