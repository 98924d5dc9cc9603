import threading

from gevent.pywsgi import WSGIServer

import stock

lock = threading.Lock()


def application(environ, start_response):
    start_response("200 OK", [])
    return [stock.items()]


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 0), application).serve_forever()
