from gevent import monkey

monkey.patch_all()

import sys
from getpass import getpass

import gevent
from gevent.pywsgi import WSGIServer

password = getpass()
limit = int(input("limit: "))
names = [line for line in sys.stdin]


def application(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def main():
    return input("ready? ")


if main():
    WSGIServer(("", 8000), application).serve_forever()
