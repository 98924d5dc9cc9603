"""Serve the shop."""

import shop.patched  # noqa: F401

from shop.app import application

from gevent.pywsgi import WSGIServer

if __name__ == "__main__":
    WSGIServer(("", 8000), application).serve_forever()
