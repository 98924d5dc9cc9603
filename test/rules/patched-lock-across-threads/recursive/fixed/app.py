import gevent.monkey
gevent.monkey.patch_all()

import _thread
import zlib

from gevent import get_hub


class Store:
    guard = _thread.RLock()

    @classmethod
    def put(cls, data):
        with cls.guard, open("/dev/null", "wb") as file:
            file.write(zlib.compress(data))


for data in (b"a", b"b"):
    # 🍵 several lines, and a comment
    get_hub().threadpool.spawn(  # expect: GVT709
        Store.put,  # the method
        data,
    )
