from gevent import monkey
monkey.patch_all()
import gevent
import requests

def fetch(url):
    return requests.get(url)

if __name__ == "__main__":
    gevent.joinall([gevent.spawn(fetch, "http://localhost")])
