from gevent import monkey

monkey.patch_all()

import bz2
import gzip
import json
import lzma
import zlib
from pathlib import Path

import gevent

BLOCK = b"0123456789" * 1_000_000


def archive(path: Path, order):
    data = bytes(range(256)) * 60_000
    first = gevent.get_hub().threadpool.apply(zlib.compress, (data + str(order).encode(), 9))  # expect: GVT212
    second = gevent.get_hub().threadpool.apply(bz2.compress, (BLOCK,))  # expect: GVT212
    third = gevent.get_hub().threadpool.apply(lzma.compress, (path.read_bytes(),))  # expect: GVT212
    with open("year.csv", "rb") as file:
        fourth = gevent.get_hub().threadpool.apply(gzip.compress, (file.read(),))  # expect: GVT212
    rows = [{"order": order, "total": 1.5}] * 300_000
    fifth = json.dumps(rows)  # expect: GVT212
    return first, second, third, fourth, fifth


gevent.spawn(archive, Path("year"), 1).join()
