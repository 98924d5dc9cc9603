from gevent import monkey

monkey.patch_all()

import functools

import gevent


def in_pool(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        return gevent.get_hub().threadpool.apply(function, arguments, keywords)

    return wrapper


def on(pool):
    def decorate(function):
        def wrapper(*arguments):
            return pool.apply(lambda: function(*arguments))

        return wrapper

    return decorate


@in_pool
def ask(question):
    return input(question)


@on(gevent.get_hub().threadpool)
def ask_too(question):
    return input(question)


def worker():
    ask("name? ")
    ask_too("age? ")


gevent.spawn(worker).join()
gevent.spawn(ask, "place? ").join()
