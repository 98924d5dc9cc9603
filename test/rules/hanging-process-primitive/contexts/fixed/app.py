from gevent import monkey

monkey.patch_all()

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import gevent

spawning = multiprocessing.get_context("spawn")


def square(number):
    return number * number


def pooled():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        print(list(pool.map(square, [1, 2])))  # expect: GVT221


def chained():
    print(get_context("fork").Pool(2).apply(square, (2,)))  # expect: GVT221


def received():
    ours, theirs = spawning.Pipe()
    theirs.send(1)
    gevent.sleep(0)
    ours.poll(None)
    print(ours.recv())  # expect: GVT221


def tasks():
    queue = get_context("forkserver").JoinableQueue()
    queue.put(1)
    queue.join()  # expect: GVT221


def managed():
    with get_context("spawn").Manager() as manager:  # expect: GVT221
        print(manager.list())


if __name__ == "__main__":
    gevent.spawn(pooled).join()
    gevent.spawn(chained).join()
    gevent.spawn(received).join()
    gevent.spawn(tasks).join()
    gevent.spawn(managed).join()
