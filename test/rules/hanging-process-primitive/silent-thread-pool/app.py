from gevent import monkey

monkey.patch_all()

from multiprocessing import Pipe
from multiprocessing.pool import ThreadPool

here, there = Pipe()


def ask():
    if here.poll(1):
        return here.recv()
    return None


def map_all():
    return ThreadPool(2).map(abs, [-1])


print(ask(), map_all())
