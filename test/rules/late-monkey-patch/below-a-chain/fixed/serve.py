"""Serve the shop."""

from gevent import monkey
monkey.patch_all(subprocess=False)

from shop.app import application

from gevent.pywsgi import WSGIServer

if __name__ == "__main__":
    WSGIServer(("", 8000), application).serve_forever()
