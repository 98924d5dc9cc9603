"""An answer that takes half a second."""

import os

from harness import library

about = {
    "family": "Redis and memcached",
    "packages": ["python-binary-memcached"],
    "server": "memcached",
}


@library
def patched():
    import bmemcached

    client = bmemcached.Client([f"127.0.0.1:{os.environ['MEMCACHED_SLOW_PORT']}"])
    return lambda: client.get("key")
