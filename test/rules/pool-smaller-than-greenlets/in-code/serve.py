from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
from gevent.pywsgi import WSGIServer
from psycopg2.pool import ThreadedConnectionPool

connections = ThreadedConnectionPool(minconn=1, maxconn=8, dsn="dbname=shop")  # expect: GVT306


def application(environ, start_response):
    connection = connections.getconn()
    try:
        start_response("200 OK", [])
        return [b"done"]
    finally:
        connections.putconn(connection)


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8000), application, spawn=64).serve_forever()
