"""An answer that takes half a second, over libmemcached."""

import os

from harness import cure, in_pool, library

about = {"family": "Redis and memcached", "packages": ["pylibmc"], "server": "memcached"}


@library
def patched():
    import pylibmc

    client = pylibmc.Client([f"127.0.0.1:{os.environ['MEMCACHED_SLOW_PORT']}"])
    return lambda: client.get("key")


@cure
def threadpool():
    return in_pool(patched())
