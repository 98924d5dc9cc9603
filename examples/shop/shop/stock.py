"""What is left on the shelves, in a file that other processes change, too."""

import fcntl

from shop import settings


def take(count):
    """Take some off the shelf and return what is left."""
    with open(settings.STOCK_LOCK, "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        left = read() - count
        with open(settings.STOCK, "w") as file:
            file.write(str(left))
    return left


def read():
    if not settings.STOCK.exists():
        return 1000
    return int(settings.STOCK.read_text() or "1000")
