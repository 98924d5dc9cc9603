import time

import gevent
from gevent.server import StreamServer
from somewhere import build, work


def remembered(registry, name):
    time.sleep(1)
    return registry.get(name)


def stored(thing):
    time.sleep(1)
    return thing.handler


def unpacked(arguments):
    gevent.spawn(*arguments())


def replaced():
    return None


replaced = build(replaced)


def local(replaced):
    gevent.spawn(replaced())


def later():
    raise NotImplementedError


class Base:
    def job(self):
        """For subclasses."""

    def start(self):
        gevent.spawn(self.job())


def serve():
    return build()


gevent.spawn(work())
gevent.spawn(build().run())
gevent.spawn(remembered({}, "a"))
gevent.spawn(stored(None))
gevent.spawn(replaced())
gevent.spawn(later())
gevent.spawn(lambda: replaced())
gevent.spawn([work][0]())
StreamServer(("", 1), serve())


class Registered:
    callback = None

    def get(self):
        return self.callback


CALLBACK = None


def registered():
    return CALLBACK


def found_inside():
    found = None

    def note(callback):
        nonlocal found
        found = callback

    note(print)
    return found


def last(callbacks):
    found = None
    for callback in callbacks:
        found = callback
    return found


registry = Registered()
registry.callback = print
gevent.spawn(registry.get())
gevent.spawn(registered())
gevent.spawn(found_inside())
gevent.spawn(last([print]))
