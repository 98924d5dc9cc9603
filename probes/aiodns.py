"""A query that is not answered, for half a second, in an asyncio loop: one, then two at once."""

import os

from harness import in_two_greenlets, library

about = {"family": "HTTP and network", "packages": ["aiodns"], "server": "slow"}


@library
def patched():
    import asyncio

    import aiodns

    server = f"127.0.0.1:{os.environ['SILENT_DNS_PORT']}"

    async def query():
        resolver = aiodns.DNSResolver(nameservers=[server], timeout=0.5, tries=1)
        try:
            await resolver.query_dns("probe.test", "A")
        except aiodns.error.DNSError:
            pass  # it waited and gave up

    return lambda: asyncio.run(query())


@library
def two_loops():
    return in_two_greenlets(patched())
