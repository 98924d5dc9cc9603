from gevent import monkey

monkey.patch_all(thread=False)  # expect: GVT106

from threading import Event

import gevent

ready = Event()


def first():
    ready.wait()


def second():
    ready.set()


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(first), gevent.spawn(second)])
