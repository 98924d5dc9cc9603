"""Real threads do the work; a greenlet waits for one."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import grequests
import gevent


def crunch():
    time.sleep(0.5)


def wait():
    worker = threading.Thread(target=crunch)
    worker.start()
    worker.join()  # expect: GVT210


def ask():
    with ThreadPoolExecutor(1) as pool:
        print(pool.submit(crunch).result())  # expect: GVT210


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(wait).join()
    gevent.spawn(ask).join()
