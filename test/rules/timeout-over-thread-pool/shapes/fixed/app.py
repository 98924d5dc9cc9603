"""Looks things up."""
from __future__ import annotations

import gevent.monkey

gevent.monkey.patch_all()

from ctypes import CDLL

from gevent import Timeout, get_hub
from gevent.pywsgi import WSGIServer
from gevent.threadpool import ThreadPool

_own_pool = ThreadPool(10)

library = CDLL(None)
limit = 3


class Application:
    def fetch(self, name):
        return library.lookup(name)

    def look_up(self, name):
        hub = get_hub()
        timeout = Timeout(limit)
        with timeout:
            return _own_pool.spawn(self.fetch, name).get()  # expect: GVT217

    def __call__(self, environ, start_response):
        start_response("200 OK", [])
        with Timeout.start_new(limit):
            for part in environ["PATH_INFO"].split("/"):
                _own_pool.apply(lambda: library.lookup(part))  # expect: GVT217
        return [self.look_up("a")]


WSGIServer(("127.0.0.1", 0), Application()).serve_forever()
