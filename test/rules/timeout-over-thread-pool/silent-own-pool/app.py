from gevent import monkey

monkey.patch_all()

import ctypes

import gevent
from gevent.threadpool import ThreadPool

library = ctypes.CDLL(None)
threadpool = ThreadPool(10)


class Client:
    def __init__(self):
        self.pool = ThreadPool(2)

    def ask(self):
        with gevent.Timeout(1):
            self.pool.apply(library.sleep, (5,))
            return threadpool.apply(library.sleep, (5,))


client = Client()
gevent.joinall([gevent.spawn(client.ask) for _ in range(3)])
