from gevent import monkey

monkey.patch_all()

import json
import zlib
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(2)


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


executor.submit(compress, 1)  # expect: GVT213
executor.submit(json.loads, "{}")
