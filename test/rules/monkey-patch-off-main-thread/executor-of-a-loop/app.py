import asyncio
from concurrent.futures import ProcessPoolExecutor

from gevent import monkey


def boot():
    monkey.patch_all()


async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(ProcessPoolExecutor(), boot)


asyncio.run(main())
