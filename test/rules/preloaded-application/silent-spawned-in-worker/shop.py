import gevent


def flush():
    while True:
        gevent.sleep(1)


def app(environ, start_response):
    gevent.spawn(flush)
    start_response("200 OK", [])
    return [b""]
