from gevent import monkey
monkey.patch_all()

import os
import requests as http  # expect: GVT102
#      ^^^^^^^^^^^^^^^^

import gevent


def fetch(host):
    return http.get("https://" + host, timeout=5).status_code


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(fetch, host) for host in os.environ["HOSTS"].split()])
