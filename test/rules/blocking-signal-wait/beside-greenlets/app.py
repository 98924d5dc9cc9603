from gevent import monkey

monkey.patch_all()

import signal
import sys

import gevent
from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


def main():
    server = WSGIServer(("", 8000), application)
    server.start()
    signal.pause()  # expect: GVT208
#   ^^^^^^^^^^^^^^


def work():
    job = gevent.spawn(print, "working")
    job.join()
    signal.pause()


def only_waits():
    signal.pause()


if len(sys.argv) > 1:
    work()
elif sys.argv[0]:
    main()
else:
    only_waits()
