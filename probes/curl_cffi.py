"""A request that is answered after half a second, over libcurl."""

import os

from harness import cure, in_pool, library, setup

about = {"family": "HTTP and network", "packages": ["curl_cffi"], "server": "slow"}


@library
def patched(**options):
    from curl_cffi import requests

    session = requests.Session(**options)
    return lambda: session.get(os.environ["SLOW_HTTP_URL"])


@setup
def thread_gevent():
    return patched(thread="gevent")


@cure
def threadpool():
    return in_pool(patched())
