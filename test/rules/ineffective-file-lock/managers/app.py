from gevent import monkey

monkey.patch_all()
import contextlib
import fcntl
import threading

import gevent
from locks import Turn


@contextlib.contextmanager
def exclusive(path):
    with open(path, "w") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)  # expect: GVT220
        try:
            yield file
        finally:
            fcntl.lockf(file, fcntl.LOCK_UN)


@contextlib.contextmanager
def brief(path):
    with open(path, "w") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield file


@contextlib.contextmanager
def guarded(path):
    with open(path, "w") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield file


turn = threading.Lock()


def build(number):
    with exclusive("/tmp/build.lock"):
        gevent.sleep(0.1)
    with Turn("/tmp/build.lock") as held:
        print(held)
        gevent.sleep(0.1)
    with brief("/tmp/brief.lock"):
        print(number)
    gevent.sleep(0.1)


def one_by_one(number):
    with turn, guarded("/tmp/guarded.lock"):
        gevent.sleep(0.1)


gevent.joinall([gevent.spawn(build, number) for number in range(3)])
gevent.joinall([gevent.spawn(one_by_one, number) for number in range(3)])
