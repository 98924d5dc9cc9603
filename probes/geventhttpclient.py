"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "HTTP and network", "packages": ["geventhttpclient"], "server": "slow"}


@library
def patched():
    from geventhttpclient import HTTPClient

    client = HTTPClient("127.0.0.1", int(os.environ["SLOW_HTTP_PORT"]))
    return lambda: client.get("/")
