from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.pywsgi import WSGIServer

reader, writer = os.pipe()
os.write(writer, b"x" * 10)
os.read(reader, 10)


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


def main():
    return os.read(reader, 10)


main()
WSGIServer(("", 8000), application).serve_forever()
