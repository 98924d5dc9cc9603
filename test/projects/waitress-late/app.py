import stock
from gevent import monkey

monkey.patch_all()


def application(environ, start_response):
    start_response("200 OK", [])
    return [stock.items()]
