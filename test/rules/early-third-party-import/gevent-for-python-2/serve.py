import requests
import urllib3

from gevent import monkey
monkey.patch_all()
import gevent


def fetch(host):
    # The contexts that recurse came with Python 3.6, which this gevent does not know.
    return requests.get("https://" + host, timeout=5).status_code, urllib3.__version__


gevent.joinall([gevent.spawn(fetch, host) for host in ("example.org", "example.com")])
