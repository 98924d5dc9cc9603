import gevent

from stock import poll


def application(environ, start_response):
    beats = []
    poll()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"others ran" if beats else b"others waited"]
