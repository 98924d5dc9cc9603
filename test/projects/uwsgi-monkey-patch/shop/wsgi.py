from . import cache


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    with cache.lock:
        return [str(len(cache.entries)).encode()]
