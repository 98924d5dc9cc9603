from gevent import monkey

monkey.patch_all()

import asyncio
import hashlib

import gevent


def derive(order, *, rounds=600_000):
    return hashlib.pbkdf2_hmac("sha256", order, b"salt", rounds)


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(gevent.get_hub().threadpool.apply, derive, (b"1",)))  # expect: GVT213
    print(await asyncio.to_thread(gevent.get_hub().threadpool.apply, derive, (), {"order": b"2", "rounds": 600_000}))  # expect: GVT213
    print(await loop.run_in_executor(None, gevent.get_hub().threadpool.apply, derive, (b"3",)))  # expect: GVT213
    print(await asyncio.gather(asyncio.to_thread(gevent.get_hub().threadpool.apply, derive, (b"4",)), asyncio.sleep(0.1)))  # expect: GVT213


asyncio.run(main())
