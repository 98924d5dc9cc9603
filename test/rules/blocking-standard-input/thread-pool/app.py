from gevent import monkey

monkey.patch_all()

import sys

import gevent


def input_of_our_own(input):
    return input("?")


def read_all():
    return sys.stdin.read(), [line for line in sys.stdin]


def work():
    pool = gevent.get_hub().threadpool
    return pool.apply(input, ("?",)), pool.apply(read_all), input_of_our_own(len)


gevent.spawn(work).join()
