from gevent import monkey

monkey.patch_all()

import asyncio
import hashlib
import os
import sqlite3
import threading
import zlib
from multiprocessing.pool import ThreadPool

import gevent


def compress(order):
    data = bytes(range(256)) * 100_000
    return len(zlib.compress(data + str(order).encode(), 9))


def store():
    connection = sqlite3.connect("shop.db")
    connection.execute("delete from orders")
    connection.commit()
    connection.close()


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(gevent.get_hub().threadpool.apply, compress, (1,))  # expect: GVT213
    await loop.run_in_executor(None, gevent.get_hub().threadpool.apply, compress, (1,))  # expect: GVT213


thread = threading.Thread(target=gevent.get_hub().threadpool.apply, args=(compress, (1,)))  # expect: GVT213
thread.start()
threading.Thread(target=gevent.get_hub().threadpool.apply, args=(hashlib.pbkdf2_hmac, ("sha256", b"x", b"s", 600_000))).start()  # expect: GVT213
threading.Thread(target=os.system, args=("sleep 1",)).start()  # expect: GVT213
threading.Thread(target=gevent.get_hub().threadpool.apply, args=(store,)).start()  # expect: GVT213
ThreadPool(2).map(lambda item: gevent.get_hub().threadpool.apply(compress, (item,)), [1, 2])  # expect: GVT213
asyncio.run(main())
