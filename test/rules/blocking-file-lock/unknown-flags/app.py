from gevent import monkey

monkey.patch_all()

import fcntl
import sys

import gevent

MODE = fcntl.LOCK_EX
if len(sys.argv) > 1:
    MODE |= fcntl.LOCK_NB


def take(file, flags, blocking):
    fcntl.flock(file, flags)
    fcntl.flock(file, MODE)
    fcntl.flock(file, fcntl.LOCK_EX if blocking else fcntl.LOCK_EX | fcntl.LOCK_NB)
    mode = fcntl.LOCK_EX
    if not blocking:
        mode |= fcntl.LOCK_NB
    fcntl.flock(file, mode)
    fcntl.flock(*file)


class fake:
    @staticmethod
    def flock(file, flags):
        return file, flags


def other(file):
    fake.flock(file, fcntl.LOCK_EX)


gevent.spawn(take, open("x.lock", "a"), fcntl.LOCK_EX, True).join()
gevent.spawn(other, None).join()
