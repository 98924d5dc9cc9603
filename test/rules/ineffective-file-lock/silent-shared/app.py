from gevent import monkey

monkey.patch_all()

import fcntl

import gevent


def read(path):
    with open(path) as file:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        gevent.sleep(0.1)
        fcntl.lockf(file, fcntl.LOCK_UN)


def quick(path):
    with open(path, "a") as file:
        # Nothing switches before it is given back.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write("1")
        fcntl.lockf(file, fcntl.LOCK_UN)
        gevent.sleep(0.1)


gevent.joinall([gevent.spawn(read, "a") for _ in range(3)])
gevent.joinall([gevent.spawn(quick, "a") for _ in range(3)])
