from gevent import monkey

monkey.patch_all()

import gevent


def load(name):
    with open(name) as file:
        return file.read()


def unlimited(name):
    gevent.get_hub().threadpool.spawn(load, name).get()
    gevent.get_hub().threadpool.spawn(load, name).get(True)
    return gevent.get_hub().threadpool.spawn(load, name).get(True, None)


def other_timeout(name, timeout):
    ended = gevent.Timeout(2)
    try:
        result = gevent.get_hub().threadpool.apply(load, (name,))
    finally:
        timeout.cancel()
        ended.close()
    return result


for number in range(3):
    gevent.spawn(unlimited, "a")
    gevent.spawn(other_timeout, "a", gevent.Timeout.start_new(5))
gevent.wait()
