"""A request that is answered after half a second."""

import os

from harness import cure, default_of, library, seen, trap, when_exhausted

about = {"family": "HTTP and network", "packages": ["requests"], "server": "slow"}


@library
def patched():
    import requests

    return lambda: requests.get(os.environ["SLOW_HTTP_URL"])


@library
def https():
    import requests

    session = requests.Session()
    session.get(os.environ["SLOW_HTTPS_URL"], verify=False)  # loads certificates, and connects
    return lambda: session.get(os.environ["SLOW_HTTPS_URL"], verify=False)


@trap(row="early", patched=False)
def imported_before_the_patch():
    import requests  # noqa: F401
    from gevent import monkey

    monkey.patch_all()
    return https()


@cure(row="early")
def imported_after_the_patch():
    return https()


@seen("connection-pools")
def a_pool_without_a_place():
    import gevent
    import requests
    from requests.adapters import HTTPAdapter

    url = f"http://127.0.0.1:{os.environ['SILENT_PORT']}/"
    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_maxsize=1, pool_block=True))
    gevent.spawn(session.get, url)
    gevent.sleep(0.1)
    default = default_of(HTTPAdapter, "pool_maxsize")
    found = when_exhausted(lambda: session.get(url, timeout=0.3))
    return [{"path": "requests.adapters.HTTPAdapter", "default": default, **found}]
