"""A blocking pop that waits half a second, in an asyncio loop: one of them, then two at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "Redis and memcached", "packages": ["redis"], "server": "redis"}


@library
def patched():
    import asyncio

    import redis.asyncio

    async def pop():
        connection = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"])
        await connection.execute_command("BLPOP", "nothing", "0.5")
        await connection.aclose()

    return lambda: asyncio.run(pop())


@library
def two_loops():
    return in_two_greenlets(patched())
