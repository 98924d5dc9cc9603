"""Nothing is patched here: each request has a native thread."""
import gevent

from pages import Responder


def tick():
    gevent.sleep(1)


if __name__ == "__main__":
    gevent.spawn(tick)
    Responder(8000).serve()
