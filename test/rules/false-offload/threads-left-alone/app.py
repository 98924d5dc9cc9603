from gevent import monkey

monkey.patch_all(thread=False)

import threading
import zlib
from concurrent.futures import ThreadPoolExecutor


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


threading.Thread(target=compress, args=(1,)).start()
with ThreadPoolExecutor(2) as executor:
    executor.submit(compress, 1)
