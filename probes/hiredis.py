"""An answer that takes half a second, read by redis-py with the parser of hiredis."""

import os

from harness import library

about = {"family": "Redis and memcached", "packages": ["hiredis", "redis"], "server": "redis"}


@library
def patched():
    import hiredis  # noqa: F401
    import redis

    connection = redis.Redis(port=int(os.environ["REDIS_SLOW_PORT"]))
    connection.ping()
    return connection.ping
