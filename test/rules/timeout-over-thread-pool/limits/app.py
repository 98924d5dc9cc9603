from gevent import monkey

monkey.patch_all()

import gevent


def load(name):
    with open(name) as file:
        return file.read()


def limited(name):
    return gevent.get_hub().threadpool.spawn(load, name).get(timeout=2)  # expect: GVT217


def by_position(name):
    return gevent.get_hub().threadpool.spawn(load, name).get(True, 2)  # expect: GVT217


def started(name):
    timeout = gevent.Timeout.start_new(2)
    try:
        return gevent.get_hub().threadpool.apply(load, (name,))  # expect: GVT217
    finally:
        timeout.cancel()


def endless(name):
    return gevent.get_hub().threadpool.spawn(load, name).get(timeout=None)


for number in range(3):
    gevent.spawn(limited, "a")
    gevent.spawn(by_position, "a")
    gevent.spawn(started, "a")
    gevent.spawn(endless, "a")
gevent.wait()
