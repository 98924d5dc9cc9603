import gevent


def application(environ, start_response):
    gevent.sleep(0.1)
    start_response("200 OK", [])
    return [b"done"]
