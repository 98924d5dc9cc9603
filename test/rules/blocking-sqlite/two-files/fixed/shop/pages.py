import gevent
from shop import database
from shop.database import Orders, add_order


def application(environ, start_response):
    number = gevent.get_hub().threadpool.apply(add_order, ("ann",), {"total": 10.5})
    gevent.get_hub().threadpool.apply(database.add_order, ("bob",), {"total": float(number)})
    start_response("200 OK", [])
    return [str(gevent.get_hub().threadpool.apply(Orders(database.PATH).all)).encode()]
