import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Base:
    def __init__(self, url):
        self.url = url
        self._lock = threading.Lock()
        self._local = threading.local()


class Client(Base):
    def session(self):
        if not hasattr(self._local, "session"):
            self._local.session = object()
        return self._local.session

    def get(self, path):
        with self._lock:
            time.sleep(0.1)
        return self.session(), path


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0

    def add(self):
        with self.lock:
            self.n += 1


class Lazy:
    def __init__(self):
        self.pool = ThreadPoolExecutor(2)

    def run(self, f):
        return self.pool.submit(f)


client = Client("http://x")  # expect: GVT103, GVT103
#        ^^^^^^^^^^^^^^^^^^
counter = Counter()
unused = Lazy()
if __name__ == "__main__":
    client = Client("http://y")


def make():
    return Lazy()
