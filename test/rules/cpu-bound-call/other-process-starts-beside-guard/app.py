# The server starts above the main guard, in each child process, too: no edit.
from gevent import monkey

monkey.patch_all()

import re

import gevent
from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    found = re.findall("(a+)+b", environ["PATH_INFO"])  # expect: GVT212
    start_response("200 OK", [])
    return [str(found).encode()]


server = WSGIServer(("127.0.0.1", 0), application)
server.start()

if __name__ == "__main__":
    gevent.wait()
