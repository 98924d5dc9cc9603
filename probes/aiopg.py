"""A query that takes half a second, in an asyncio loop: one, then two at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "PostgreSQL", "packages": ["aiopg"], "server": "postgresql"}


@library
def patched():
    import asyncio

    import aiopg

    async def query():
        async with aiopg.connect(os.environ["DATABASE_URL"]) as connection:
            async with connection.cursor() as cursor:
                await cursor.execute("select pg_sleep(0.5)")

    return lambda: asyncio.run(query())


@library
def two_loops():
    return in_two_greenlets(patched())
