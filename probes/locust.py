"""A request of a user that is answered after half a second."""

import os

from harness import library

about = {"family": "HTTP and network", "packages": ["locust"], "server": "slow"}


@library
def patched():
    from locust.clients import HttpSession
    from locust.event import Events

    session = HttpSession(os.environ["SLOW_HTTP_URL"], Events().request, None)
    return lambda: session.get("/")
