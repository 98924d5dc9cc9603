"""An answer that takes half a second."""

import os

from harness import library

about = {"family": "Redis and memcached", "packages": ["pymemcache"], "server": "memcached"}


@library
def patched():
    from pymemcache.client.base import Client

    client = Client(("127.0.0.1", int(os.environ["MEMCACHED_SLOW_PORT"])))
    return lambda: client.get("key")
