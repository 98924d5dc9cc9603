from gevent import monkey

monkey.patch_all()

import asyncio
import multiprocessing

import gevent

forking = multiprocessing.get_context("fork")
spawning = multiprocessing.get_context("spawn")


async def convert(name):
    child = await asyncio.create_subprocess_exec("true", name)
    await child.wait()


async def convert_all(names):
    for name in names:
        await convert(name)


def job():
    asyncio.run(convert_all(["a.png"]))


def looped():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(convert("b.png"))


def made():
    print(convert("c.png"))


def fork():
    forking.Process(target=print).start()


def spawn():
    spawning.Process(target=print).start()


if __name__ == "__main__":
    pool = gevent.get_hub().threadpool
    job()  # expect: GVT214
    looped()  # expect: GVT214
    pool.apply(made)
    fork()  # expect: GVT214
    pool.apply(spawn)
