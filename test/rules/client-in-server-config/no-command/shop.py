from stock import poll


def application(environ, start_response):
    poll()
    start_response("200 OK", [])
    return [b"done"]
