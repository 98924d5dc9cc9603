import time

ITEMS = {"tea": 4, "rice": 9}


def in_stock():
    return [name for name, count in ITEMS.items() if count]


def take(name):
    time.sleep(0.01)
    ITEMS[name] -= 1
