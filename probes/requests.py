"""A request that is answered after half a second."""

import os

from harness import library, trap

about = {"family": "HTTP and network", "packages": ["requests"], "server": "slow"}


@library
def patched():
    import requests

    return lambda: requests.get(os.environ["SLOW_HTTP_URL"])


@library
def https():
    import requests

    session = requests.Session()
    return lambda: session.get(os.environ["SLOW_HTTPS_URL"], verify=False)


@trap(row="early", patched=False)
def imported_before_the_patch():
    import requests  # noqa: F401
    from gevent import monkey

    monkey.patch_all()
    return https()
