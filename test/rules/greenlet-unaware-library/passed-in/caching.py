import abc

import pylibmc  # expect: GVT301
#      ^^^^^^^
from pymemcache.client.base import PooledClient


class Memo(abc.ABC):
    @abc.abstractmethod
    def read(self, key): ...

    @abc.abstractmethod
    def write(self, key, value): ...

    def get_or_set(self, key, make):
        value = self.read(key)
        if value is None:
            value = make()
            self.write(key, value)
        return value


class SlowMemo(Memo):
    def __init__(self, servers):
        self.client = pylibmc.Client(servers, binary=True)

    def read(self, key):
        return self.client.get(key)

    def write(self, key, value):
        self.client.set(key, value)


class OtherMemo(Memo):
    def __init__(self, server):
        self.client = PooledClient(server, max_pool_size=4)

    def read(self, key):
        return self.client.get(key)

    def write(self, key, value):
        self.client.set(key, value)
