from gevent import monkey; monkey.patch_all()
import hashlib
from threading import Lock as Mutex
from gevent.threadpool import ThreadPool


class Index:
    def __init__(self):
        self.pool = ThreadPool(4)
        self.lock = Mutex()
        self.sums = {}

    def add(self, path):
        digest = hashlib.sha256(path.encode()).hexdigest()
        self.lock.acquire()
        try:
            self.sums[path] = digest
        finally:
            self.lock.release()

    def build(self, paths):
        for path in paths:
            self.pool.spawn(self.add, path)  # expect: GVT709
        self.pool.join()


Index().build(["a", "b"])
