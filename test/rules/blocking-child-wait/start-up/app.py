from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.pywsgi import WSGIServer

os.spawnlp(os.P_NOWAIT, "make", "make", "assets")
os.wait()


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


def wait():
    return "a name of our own"


gevent.spawn(wait)
WSGIServer(("", 8000), application).serve_forever()
