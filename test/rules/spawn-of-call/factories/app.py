import operator
from functools import partial, wraps

import gevent
from gevent.pool import Pool


def make_worker(name):
    def worker():
        print(name)

    return worker


def choose(quick):
    if quick:
        return lambda: 1
    return None


def pick(handler):
    return handler


def decorate(function):
    @wraps(function)
    def called(*args):
        return partial(function, *args)

    return called


@decorate
def decorated():
    return 1


class Job:
    def __call__(self):
        return 1


class Handler(Job):
    def get(self):
        return self

    def bound(self):
        return self.get


handlers = {"a": print}

gevent.spawn(make_worker("a"))
gevent.spawn(choose(True))
gevent.spawn(pick(print))
gevent.spawn(decorated(1))
gevent.spawn(Job())
gevent.spawn(Handler())
gevent.spawn(Handler().get())
gevent.spawn(Handler().bound())
gevent.spawn(partial(print, 1))
gevent.spawn(operator.methodcaller("lower"), "A")
gevent.spawn(getattr(Handler(), "get"))
gevent.spawn(handlers.get("a"))
gevent.spawn(handlers["a"])
gevent.spawn((lambda: print)())
gevent.spawn(type("T", (), {"__call__": print})())
Pool(1).map(make_worker("b"), [])
