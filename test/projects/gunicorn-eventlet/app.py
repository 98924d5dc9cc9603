import eventlet

eventlet.monkey_patch()

import time
import urllib.request


def app(environ, start_response):
    time.sleep(0.1)
    urllib.request.urlopen("http://example.org").read()
    start_response("200 OK", [])
    return [b"ok"]
