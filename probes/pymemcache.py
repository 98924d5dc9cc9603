"""An answer that takes half a second."""

import os

from harness import library, seen

about = {"family": "Redis and memcached", "packages": ["pymemcache"], "server": "memcached"}


@library
def patched():
    from pymemcache.client.base import Client

    client = Client(("127.0.0.1", int(os.environ["MEMCACHED_SLOW_PORT"])))
    return lambda: client.get("key")


@seen("kept-connections")
def after_a_timeout():
    import gevent
    from pymemcache.client.base import Client

    port = int(os.environ["MEMCACHED_PORT"])
    Client(("127.0.0.1", port)).set_many({"slow": b"slow", "fast": b"fast"})
    client = Client(("127.0.0.1", int(os.environ["MEMCACHED_SLOW_PORT"])))
    with gevent.Timeout(0.1, False):
        client.get("slow")
    try:
        right = client.get("fast") == b"fast"
    except KeyError:  # the answer names a key that was not asked for
        right = False
    return [] if right else [{"path": "pymemcache.client.base.Client"}]
