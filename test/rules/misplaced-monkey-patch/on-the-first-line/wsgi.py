from gevent import monkey

monkey.patch_all()

from time import sleep


def application(environ, start_response):
    sleep(0.1)
    start_response("200 OK", [])
    return [b"ok"]


if __name__ == "__main__":
    from gevent.pywsgi import WSGIServer

    WSGIServer(("127.0.0.1", 8000), application).serve_forever()
