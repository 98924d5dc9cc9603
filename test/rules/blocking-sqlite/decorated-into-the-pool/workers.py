import threading

import gevent.threadpool

main_thread = threading.get_ident()


class Workers:
    def __init__(self, size):
        self.pool = gevent.threadpool.ThreadPool(size)

    def wrap(self, function):
        def wrapper(*args, **kwargs):
            if threading.get_ident() != main_thread:
                return function(*args, **kwargs)
            return self.apply(function, args, kwargs)

        return wrapper

    def spawn(self, *args, **kwargs):
        return self.pool.spawn(*args, **kwargs)

    def apply(self, function, args=(), kwargs={}):
        return self.spawn(function, *args, **kwargs).get()


class Queue:
    """No pool of threads: what it calls runs in a greenlet."""

    def wrap(self, function):
        def wrapper(*args, **kwargs):
            return self.apply(function, args)

        return wrapper

    def apply(self, function, args=()):
        return function(*args)
