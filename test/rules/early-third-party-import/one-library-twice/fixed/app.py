from gevent import monkey
monkey.patch_all()

import os
import requests  # expect: GVT102
import requests.adapters
from requests.exceptions import ConnectionError

import gevent


def fetch(host):
    try:
        return requests.get("https://" + host, timeout=5).status_code
    except ConnectionError:
        return 0


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(fetch, host) for host in os.environ["HOSTS"].split()])
