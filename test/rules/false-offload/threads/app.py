from gevent import monkey

monkey.patch_all()

import asyncio
import hashlib
import os
import sqlite3
import threading
import zlib
from multiprocessing.pool import ThreadPool


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
    await asyncio.to_thread(compress, 1)  # expect: GVT213
    await loop.run_in_executor(None, compress, 1)  # expect: GVT213


thread = threading.Thread(target=compress, args=(1,))  # expect: GVT213
thread.start()
threading.Thread(target=hashlib.pbkdf2_hmac, args=("sha256", b"x", b"s", 600_000)).start()  # expect: GVT213
threading.Thread(target=os.system, args=("sleep 1",)).start()  # expect: GVT213
threading.Thread(target=store).start()  # expect: GVT213
ThreadPool(2).map(compress, [1, 2])  # expect: GVT213
asyncio.run(main())
