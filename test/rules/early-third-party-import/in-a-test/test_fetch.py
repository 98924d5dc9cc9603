import requests
from gevent import monkey

monkey.patch_all()


def test_fetch():
    assert requests.get("https://example.org").ok
