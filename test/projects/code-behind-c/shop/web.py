from gevent.pywsgi import WSGIServer

from .store import Store

store = Store()


def application(environ, start_response):
    start_response("200 OK", [])
    return store.all()


def main():
    from . import hooks

    hooks.install()
    WSGIServer(("127.0.0.1", 0), application).serve_forever()
