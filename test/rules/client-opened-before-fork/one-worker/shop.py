from gevent import monkey; monkey.patch_all()
import psycopg

connection = psycopg.connect("")  # expect: GVT309


def app(environ, start_response):
    connection.execute("select 1")
    start_response("200 OK", [])
    return [b"done"]
