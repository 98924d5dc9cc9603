from time import sleep  # expect: GVT101

from shop import patched


def application(environ, start_response):
    sleep(1)
    start_response("200 OK", [])
    return [patched.NAME]
