from threading import local

seen = local()


def hello():
    seen.last = b"hello"
    return seen.last
