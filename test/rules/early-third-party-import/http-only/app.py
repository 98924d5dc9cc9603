import requests

from gevent import monkey
monkey.patch_all()
import gevent


def fetch():
    return requests.get("http://127.0.0.1:8000/health").text


gevent.spawn(fetch).join()
