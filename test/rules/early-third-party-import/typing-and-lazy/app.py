from typing import TYPE_CHECKING

from gevent import monkey

if TYPE_CHECKING:
    import requests


def fetch(address) -> "requests.Response":
    import requests

    return requests.get(address)


monkey.patch_all()
import gevent

gevent.spawn(fetch, "https://example.org").join()
