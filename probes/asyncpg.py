"""A query that takes half a second, in an asyncio loop: one of them, then two at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "PostgreSQL", "packages": ["asyncpg"], "server": "postgresql"}


@library
def patched():
    import asyncio

    import asyncpg

    async def query():
        connection = await asyncpg.connect(os.environ["DATABASE_URL"])
        await connection.fetch("select pg_sleep(0.5)")
        await connection.close()

    return lambda: asyncio.run(query())


@library
def two_loops():
    return in_two_greenlets(patched())
