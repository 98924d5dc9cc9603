"""A request that is answered after half a second, and waiting for a pool's only connection."""

import os

from harness import in_two_greenlets, library

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
