import gevent.monkey; gevent.monkey.patch_all()
import os
import time
from fcntl import LOCK_EX, LOCK_NB, lockf
from gevent.pool import Pool

flags = LOCK_EX | LOCK_NB


class Store:
    def write(self, path):
        descriptor = os.open(path, os.O_RDWR)
        os.lockf(descriptor, os.F_LOCK, 0)  # expect: GVT220
        time.sleep(0.1)
        os.close(descriptor)

    def append(self, path):
        with open(path, "a") as file:
            lockf(file, flags)  # expect: GVT220
            time.sleep(0.1)


store = Store()
pool = Pool(4)
pool.map(store.write, ["a", "b"])
pool.map(store.append, ["a", "b"])
