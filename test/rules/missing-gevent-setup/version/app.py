from gevent import monkey
monkey.patch_all()
import gevent
from curl_cffi import requests


def fetch():
    # No such argument before 0.6: nothing is known of those versions.
    return requests.Session()


gevent.spawn(fetch).join()
