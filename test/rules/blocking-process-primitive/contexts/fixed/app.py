from gevent import monkey

monkey.patch_all()

import multiprocessing as mp
import time
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Lock

import gevent

spawning = mp.get_context("spawn")
METHOD = "spawn"
results = get_context("forkserver").Queue()
simple = get_context().SimpleQueue()
stopped = mp.get_context(method="fork").Event()
counter = mp.Value("i", 0)


def take():
    gevent.get_hub().threadpool.apply(results.get)  # expect: GVT209
    gevent.get_hub().threadpool.apply(simple.get)  # expect: GVT209
    gevent.get_hub().threadpool.apply(stopped.wait)  # expect: GVT209


def by_annotation(queue: Queue, lock: Lock):
    gevent.get_hub().threadpool.apply(queue.get)  # expect: GVT209
    while not lock.acquire(block=False):  # expect: GVT209
        gevent.sleep(0.01)
#   ^^^^^^^^^^^^^^


def count():
    with counter.get_lock():  # expect: GVT209
        time.sleep(0.1)
    with counter.get_lock():
        counter.value += 1


def run():
    child = spawning.Process(target=print)
    child.start()
    child.join()  # expect: GVT209
    other = mp.get_context(METHOD).Process(target=print)
    other.start()
    other.join(5)  # expect: GVT209


def own():
    child = SpawnProcess(target=print)
    child.start()
    child.join()  # expect: GVT209


class Child(spawning.Process):
    def run(self):
        print("working")


def subclass():
    child = Child()
    child.start()
    child.join()  # expect: GVT209


def together():
    changed = spawning.Condition()
    with changed:
        changed.wait_for(lambda: False)  # expect: GVT209


if __name__ == "__main__":
    gevent.spawn(take)
    gevent.spawn(count)
    gevent.spawn(run)
    gevent.spawn(own)
    gevent.spawn(subclass)
    gevent.spawn(together)
    gevent.spawn(by_annotation, results, counter.get_lock()).join()
