import select
import threading

import gevent
import grequests

lock = threading.Lock()


def work():
    select.select([], [], [], 0)
    threading.Event().wait(timeout=0)
    with lock:
        lock.acquire(blocking=False)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
