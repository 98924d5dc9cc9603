from gevent import monkey

monkey.patch_all()

import logging
import zlib
from concurrent.futures import ThreadPoolExecutor

import gevent

log = logging.getLogger(__name__)


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


def tell(order):
    log.info("order %s", order)


with ThreadPoolExecutor(2) as executor:
    executor.submit(gevent.get_hub().threadpool.apply, compress, (1,))  # expect: GVT213
    executor.submit(tell, 1)
