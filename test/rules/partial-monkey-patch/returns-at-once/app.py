from gevent import monkey

monkey.patch_socket()

import os
import queue
import select
import socket
import threading
import time

import gevent

jobs = queue.Queue()
done = threading.Event()


def work(pid):
    time.sleep(0)
    select.select([], [], [], 0)
    jobs.get(False)
    jobs.get(block=False)
    done.wait(timeout=0)
    os.waitpid(pid, os.WNOHANG)
    jobs.put(1)


if __name__ == "__main__":
    gevent.spawn(work, 1).join()
