from time import sleep


def application(environ, start_response):
    sleep(0.1)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"done"]
