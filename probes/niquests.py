"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "HTTP and network", "packages": ["niquests"], "server": "slow"}


@library
def patched():
    import niquests

    session = niquests.Session()
    return lambda: session.get(os.environ["SLOW_HTTP_URL"])
