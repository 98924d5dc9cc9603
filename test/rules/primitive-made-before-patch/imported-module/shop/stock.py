import time

from . import locks


def take():
    with locks.STOCK:
        write()


def write():
    time.sleep(0.1)
