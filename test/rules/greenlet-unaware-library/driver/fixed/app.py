from gevent import monkey
monkey.patch_all()
from pymysql import install_as_MySQLdb
install_as_MySQLdb()
import MySQLdb  # expect: GVT301
#      ^^^^^^^
from gevent.pywsgi import WSGIServer

import store


def application(environ, start_response):
    connection = MySQLdb.connect("shop")
    cursor = connection.cursor()
    cursor.execute("select 1")
    start_response("200 OK", [])
    return [str(store.count()).encode()]


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8000), application).serve_forever()
