from gevent import monkey

monkey.patch_all()  # expect: GVT107


def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]
