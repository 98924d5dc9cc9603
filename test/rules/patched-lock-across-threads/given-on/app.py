from gevent import monkey

monkey.patch_all()

import logging

from gevent.pywsgi import WSGIServer

from pools import offload

logger = logging.getLogger("shop")


def convert(name):
    try:
        return name.encode("latin-1")
    except UnicodeError:
        logger.warning("odd name %r", name)


def application(environ, start_response):
    body = offload(convert, environ["PATH_INFO"])  # expect: GVT709
    start_response("200 OK", [])
    return [body]


WSGIServer(("127.0.0.1", 0), application).serve_forever()
