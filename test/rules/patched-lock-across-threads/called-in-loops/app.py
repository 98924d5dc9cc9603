from gevent import monkey

monkey.patch_all()

import threading

import gevent
from gevent.threadpool import ThreadPool

LOCK = threading.Lock()
pool = ThreadPool(4)
single = ThreadPool(maxsize=1)


class Renderer:
    def __init__(self):
        self.lock = threading.Lock()

    def render(self):
        with self.lock:
            return 1


def render(number):
    with LOCK:
        return number


def start(number):
    pool.spawn(render, number)  # expect: GVT709
    single.spawn(render, number)


def offload(name, work, *, twice=False):
    return pool.spawn(work, name)


for number in range(10):
    start(number)
    offload("a", render)  # expect: GVT709
for first, second in [(Renderer(), Renderer())]:
    pool.spawn(first.render)
    pool.spawn(Renderer().render)
ThreadPool(1).spawn(render, 1)
pool.join()
