from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.threadpool import ThreadPool

pool = ThreadPool(2)


def in_native_thread():
    os.system("sleep 1")


def handler():
    pool.spawn(in_native_thread).get()
    gevent.get_hub().threadpool.apply(in_native_thread)


gevent.spawn(handler).join()
