from gevent import monkey

monkey.patch_all()

import gevent

LOCK = monkey.get_original("threading", "Lock")()


class Made:
    def __init__(self, number):
        with LOCK:
            self.number = number


class Called:
    def __call__(self, number):
        with LOCK:
            return number


called = Called()


def work(number):
    gevent.get_hub().threadpool.apply(Made, (number,))  # expect: GVT709
    return gevent.get_hub().threadpool.apply(called, (number,))  # expect: GVT709


gevent.joinall([gevent.spawn(work, number) for number in range(40)])
