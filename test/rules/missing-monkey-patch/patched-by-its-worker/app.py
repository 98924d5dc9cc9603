import time

import gevent


def application(environ, start_response):
    gevent.spawn(time.sleep, 1)
    start_response("200 OK", [])
    return [b""]
