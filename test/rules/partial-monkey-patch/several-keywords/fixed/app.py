from gevent import monkey

monkey.patch_all(time=True, select=True, thread=True)  # expect: GVT106

import select
import time
import threading

import gevent

started = threading.Event()


def work():
    started.wait()
    select.select([], [], [], 0.1)
    time.sleep(1)


if __name__ == "__main__":
    gevent.spawn(work).join()
