import asyncio


async def tick():
    await asyncio.sleep(0.4)


def watch():
    asyncio.run(tick())  # expect: GVT210
