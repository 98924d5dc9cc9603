from gevent import monkey

monkey.patch_all()

import logging
import os
import zlib

import gevent

logging.basicConfig(filename=os.devnull, level=logging.INFO)
log = logging.getLogger(__name__)
DATA = b"x" * 50_000


def compress(number):
    log.info("compressing %s", number)
    size = len(zlib.compress(DATA))
    log.info("compressed %s", number)
    return size


def handle(number):
    for _ in range(20):
        log.info("request %s", number)
        gevent.get_hub().threadpool.apply(compress, (number,))  # expect: GVT709
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


gevent.joinall([gevent.spawn(handle, number) for number in range(20)])
print("done")
