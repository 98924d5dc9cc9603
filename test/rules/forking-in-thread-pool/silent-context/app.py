from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent


def work(number):
    return number


def start(number):
    child = multiprocessing.Process(target=work, args=(number,))
    child.start()
    child.join()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    gevent.get_hub().threadpool.apply(start, (1,))
