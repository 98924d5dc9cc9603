from shop import database
from shop.database import Orders, add_order


def application(environ, start_response):
    number = add_order("ann", total=10.5)
    database.add_order("bob", total=float(number))
    start_response("200 OK", [])
    return [str(Orders(database.PATH).all()).encode()]
