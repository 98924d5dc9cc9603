import gevent
import zlib
from concurrent.futures import ThreadPoolExecutor


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


def archive():
    with ThreadPoolExecutor(2) as executor:
        return executor.submit(compress, 1).result(), gevent.sleep(0)
