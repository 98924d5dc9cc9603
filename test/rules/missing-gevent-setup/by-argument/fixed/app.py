from gevent import monkey
monkey.patch_all()
import gevent
from curl_cffi import requests


def fetch(url, **more):
    session = requests.Session(impersonate="chrome", thread="gevent")  # expect: GVT302
    #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    cooperating = requests.Session(thread="gevent")
    hidden = requests.Session(**more)
    return session, cooperating, hidden


gevent.spawn(fetch, "https://localhost/").join()
