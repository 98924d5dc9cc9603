from gevent import monkey

monkey.patch_all()

import zlib

import client
import gevent


def ask(name):
    return client.get(name, timeout=3)


def handle(name):
    pool = gevent.get_hub().threadpool
    with gevent.Timeout(5):
        pool.apply(ask, (name,))
        pool.apply(client.get, (name,), {"timeout": 3})
        pool.spawn(client.get, name, timeout=3).get()
        pool.apply(zlib.compress, (b"",))
        pool.spawn(client.send, name)
    pool.apply(client.get, (name,))


gevent.joinall([gevent.spawn(handle, name) for name in "abc"])
