"""A ping that is answered after half a second, in an asyncio loop: one, then two at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "Other stores", "packages": ["motor"], "server": "slow"}


@library
def patched():
    import asyncio

    from motor.motor_asyncio import AsyncIOMotorClient

    async def ping():
        client = AsyncIOMotorClient("127.0.0.1", int(os.environ["SLOW_MONGODB_PORT"]))
        await client.admin.command("ping")

    return lambda: asyncio.run(ping())


@library
def two_loops():
    return in_two_greenlets(patched())
