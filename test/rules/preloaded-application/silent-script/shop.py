import gevent

from stock import poll


def application(environ, start_response):
    beats = []
    gevent.spawn(beats.append, 1)
    poll()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"others ran" if beats else b"others waited"]
