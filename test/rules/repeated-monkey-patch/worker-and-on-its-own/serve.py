from gevent import monkey

monkey.patch_all(thread=False)  # expect: GVT107

from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]


if __name__ == "__main__":
    WSGIServer(("", 8000), application).serve_forever()
