import threading

cache = threading.local()


def of(name):
    return f"{name}@example.org"
