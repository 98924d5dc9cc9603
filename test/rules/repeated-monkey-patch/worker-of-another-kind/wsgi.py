from gevent import monkey

monkey.patch_all(thread=False)


def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]
