from gevent import monkey; monkey.patch_all()
import logging

from gevent.pywsgi import WSGIServer

from logs import Setup


def application(environ, start_response):
    logging.warning("asked for %s", environ["PATH_INFO"])
    start_response("200 OK", [])
    return []


Setup().start()
WSGIServer(("127.0.0.1", 0), application).serve_forever()
