"""A request that is answered after half a second: the client, then two asyncio clients at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "HTTP and network", "packages": ["httpx"], "server": "slow"}


@library
def patched():
    import httpx

    client = httpx.Client()
    return lambda: client.get(os.environ["SLOW_HTTP_URL"])


@library(row="async")
def async_client():
    import asyncio

    import httpx

    # Made here: reading the certificates of the authorities is a tenth of a second of work.
    client = httpx.AsyncClient(verify=False)

    async def get():
        await client.get(os.environ["SLOW_HTTP_URL"])

    return lambda: asyncio.run(get())


@library(row="async")
def async_client_in_two_loops():
    return in_two_greenlets(async_client())
