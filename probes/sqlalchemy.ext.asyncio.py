"""A query that takes half a second, in an asyncio loop: one, then two at once."""

import os

from harness import in_two_greenlets, library

about = {
    "family": "Object mappers",
    "packages": ["SQLAlchemy[asyncio]", "asyncpg"],
    "server": "postgresql",
}


@library
def patched():
    import asyncio

    import sqlalchemy
    from sqlalchemy.ext.asyncio import create_async_engine

    url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:")

    async def query():
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            await connection.execute(sqlalchemy.text("select pg_sleep(0.5)"))
        await engine.dispose()

    return lambda: asyncio.run(query())


@library
def two_loops():
    return in_two_greenlets(patched())
