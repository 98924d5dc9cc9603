"""Half a second of sleep in uvloop's event loop, which is libuv's own."""

from harness import cure, in_pool, library

about = {"family": "Event loops", "packages": ["uvloop"]}


@library
def patched():
    import asyncio

    import uvloop

    return lambda: uvloop.run(asyncio.sleep(0.5))


@library(row="installed")
def installed():
    import asyncio

    import uvloop

    uvloop.install()
    return lambda: asyncio.run(asyncio.sleep(0.5))


@library(row="policy")
def policy():
    import asyncio

    import uvloop

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    return lambda: asyncio.run(asyncio.sleep(0.5))


@cure
def threadpool():
    return in_pool(patched())


@cure(row="installed")
def asyncio_in_its_place():
    import asyncio

    return lambda: asyncio.run(asyncio.sleep(0.5))


@cure(row="policy")
def policy_of_asyncio():
    return asyncio_in_its_place()
