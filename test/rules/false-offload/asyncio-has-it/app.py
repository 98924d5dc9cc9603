from gevent import monkey

monkey.patch_all()

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(2)


def derive(order):
    return hashlib.pbkdf2_hmac("sha256", order, b"salt", 600_000)


async def main():
    loop = asyncio.get_running_loop()
    # asyncio wants futures of concurrent.futures, which gevent's executor does not give.
    print(await loop.run_in_executor(executor, derive, b"1"))  # expect: GVT213


print(executor.submit(derive, b"2").result())  # expect: GVT213
asyncio.run(main())
