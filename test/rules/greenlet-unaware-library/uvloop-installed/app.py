from gevent import monkey
monkey.patch_all()
import asyncio

import gevent
import uvloop  # expect: GVT301
#      ^^^^^^

uvloop.install()


async def fetch():
    await asyncio.sleep(1)


def job():
    asyncio.run(fetch())


gevent.spawn(job).join()
