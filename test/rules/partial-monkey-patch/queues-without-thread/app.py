from gevent import monkey

monkey.patch_all(thread=False)

import queue

import gevent

jobs = queue.Queue()


def work():
    jobs.get()


if __name__ == "__main__":
    gevent.spawn(work).join()
