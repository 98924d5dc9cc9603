from gevent import monkey

monkey.patch_all()

import fcntl
import threading

import gevent

turn = threading.Lock()


def write():
    with turn, open("/tmp/counter", "a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gevent.sleep(0.1)


def claim():
    turn.acquire()
    try:
        with open("/tmp/counter", "a") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            gevent.sleep(0.1)
    finally:
        turn.release()


gevent.joinall([gevent.spawn(write) for _ in range(3)])
gevent.joinall([gevent.spawn(claim) for _ in range(3)])
