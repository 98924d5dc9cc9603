"""What is left on the shelves, in a file that other processes change, too."""

import fcntl

import gevent
from shop import settings


def take(count):
    """Take some off the shelf and return what is left."""
    with gevent.get_hub().threadpool.apply(open, (settings.STOCK_LOCK, "a")) as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        left = read() - count
        with gevent.get_hub().threadpool.apply(open, (settings.STOCK, "w")) as file:
            gevent.get_hub().threadpool.apply(file.write, (str(left),))
    return left


def read():
    if not settings.STOCK.exists():
        return 1000
    return int(gevent.get_hub().threadpool.apply(settings.STOCK.read_text) or "1000")
