"""A request that is answered after half a second, in an asyncio loop: one, then two at once."""

import os

from harness import asks_epoll, in_two_greenlets, library, seen

about = {"family": "HTTP and network", "packages": ["aiohttp"], "server": "slow"}


@library
def patched():
    import asyncio

    import aiohttp

    async def get():
        async with aiohttp.ClientSession() as session:
            async with session.get(os.environ["SLOW_HTTP_URL"]) as response:
                return response.status

    return lambda: asyncio.run(get())


@library
def two_loops():
    return in_two_greenlets(patched())


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "aiohttp"}] if asks_epoll(patched) else []
