"""A request that is answered after half a second, and waiting for a pool's only connection."""

import os

from harness import default_of, in_two_greenlets, library, seen, when_exhausted

about = {"family": "HTTP and network", "packages": ["urllib3"], "server": "slow"}


@library
def patched():
    import urllib3

    pool = urllib3.PoolManager()
    return lambda: pool.request("GET", os.environ["SLOW_HTTP_URL"])


@library
def pool_of_one():
    import urllib3

    port = int(os.environ["SLOW_HTTP_PORT"])
    pool = urllib3.HTTPConnectionPool("127.0.0.1", port, maxsize=1, block=True)
    return in_two_greenlets(lambda: pool.request("GET", "/"))


@seen("connection-pools")
def a_pool_without_a_place():
    import gevent
    import urllib3

    url = f"http://127.0.0.1:{os.environ['SILENT_PORT']}/"
    pool = urllib3.PoolManager(maxsize=1, block=True)
    gevent.spawn(pool.request, "GET", url)
    gevent.sleep(0.1)
    default = default_of(urllib3.HTTPConnectionPool, "maxsize")
    found = when_exhausted(lambda: pool.request("GET", url, timeout=0.3))
    return [{"path": "urllib3.PoolManager", "default": default, **found}]
