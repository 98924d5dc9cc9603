from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent

context = multiprocessing.get_context("spawn")


def start(number):
    child = context.Process(target=print, args=(number,))
    child.start()
    child.join()


if __name__ == "__main__":
    gevent.get_hub().threadpool.apply(start, (1,))
