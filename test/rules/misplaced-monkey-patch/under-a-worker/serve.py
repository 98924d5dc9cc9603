import time

from gevent.pywsgi import WSGIServer


def application(environ, start_response):
    time.sleep(1)
    start_response("200 OK", [])
    return [b""]


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    WSGIServer(("", 8000), application).serve_forever()
