from gevent import monkey

monkey.patch_all()

import fcntl

import gevent


def write():
    with open("/tmp/counter", "a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gevent.sleep(0.1)


def at_start():
    with open("/tmp/counter", "a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gevent.sleep(0.1)


# One greenlet, and start-up.
at_start()
gevent.spawn(write).join()
