"""The admin's tool: python admin.py ask|drain|feed"""

from gevent import monkey
monkey.patch_all(aggressive=True)

import sys
from time import sleep

import gevent
from gevent.lock import Semaphore

from shop import feed, settings, stock


def ask():
    """Ask on the terminal while the stock is watched."""
    watcher = gevent.spawn(watch)
    question = gevent.spawn(read_answer)
    question.join()
    watcher.kill()


def watch():
    while True:
        print("left:", stock.read())
        sleep(1)


def read_answer():
    return gevent.get_hub().threadpool.apply(input, ("How many to take? ",))


def drain():
    with Semaphore(1):
        print("left:", stock.take(stock.read()))


if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else "ask"
    {"ask": ask, "drain": drain, "feed": lambda: print(feed.first_price(settings.FEED))}[command]()
