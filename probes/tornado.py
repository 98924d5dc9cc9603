"""A request of the blocking client that is answered after half a second: one, then two at once."""

import os

from harness import asks_epoll, in_two_greenlets, library, seen

about = {"family": "HTTP and network", "packages": ["tornado"], "server": "slow"}


@library
def patched():
    from tornado.httpclient import HTTPClient

    return lambda: HTTPClient().fetch(os.environ["SLOW_HTTP_URL"])


@library
def two_loops():
    return in_two_greenlets(patched())


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "tornado"}] if asks_epoll(patched) else []
