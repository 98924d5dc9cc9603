from gevent import monkey
monkey.patch_all()

from shop import storage

from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    start_response("200 OK", [])
    return [storage.load(environ["PATH_INFO"])]


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8080), application).serve_forever()
