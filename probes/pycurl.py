"""A request that is answered after half a second, over libcurl."""

import os

from harness import cure, in_pool, library

about = {"family": "HTTP and network", "packages": ["pycurl"], "server": "slow"}


def request():
    import pycurl

    curl = pycurl.Curl()
    curl.setopt(curl.URL, os.environ["SLOW_HTTP_URL"])
    curl.setopt(curl.WRITEFUNCTION, lambda _: None)
    return curl


@library
def patched():
    return request().perform


@library
def several_at_once():
    import pycurl

    several = pycurl.CurlMulti()
    several.add_handle(request())

    def perform():
        while several.perform()[1]:
            several.select(1.0)

    return perform


@cure
def threadpool():
    return in_pool(patched())
