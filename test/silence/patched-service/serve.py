"""Starts the service: everything that it imports is patched, and all of it runs in greenlets."""

from gevent import monkey

monkey.patch_all()

from gevent.pywsgi import WSGIServer  # noqa: E402

from service.app import application  # noqa: E402

if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8000), application).serve_forever()
