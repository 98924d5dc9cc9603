import requests


def application(environ, start_response):
    requests.get("https://example.org")
    start_response("200 OK", [])
    return [b"done"]
