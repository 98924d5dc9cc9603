from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.pywsgi import WSGIServer

reader, writer = os.pipe()
os.close(writer)
os.fdopen(reader).read()


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


def never_in_a_greenlet():
    r, w = os.pipe()
    os.close(w)
    return os.fdopen(r).read()


never_in_a_greenlet()
WSGIServer(("", 8000), application).serve_forever()
