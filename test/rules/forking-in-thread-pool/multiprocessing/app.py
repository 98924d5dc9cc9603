from gevent import monkey

monkey.patch_all()

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import gevent


def work(number):
    return number


def start(number):
    child = multiprocessing.Process(target=work, args=(number,))
    child.start()
    child.join()


def compute(number):
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(work, number).result()


if __name__ == "__main__":
    gevent.get_hub().threadpool.apply(start, (1,))  # expect: GVT214
    gevent.get_hub().threadpool.apply(compute, (1,))  # expect: GVT214
