import threading

import gevent
import grequests

ready = threading.Event()
lock = threading.Lock()


def first():
    ready.wait()  # expect: GVT210
#   ^^^^^^^^^^^^
    with lock:
        print("ready", len(grequests.map([])))


def second():
    ready.set()


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(first), gevent.spawn(second)])
