"""The shop, for gunicorn."""

from psycogreen.gevent import patch_psycopg
patch_psycopg()
import psycopg2  # expect: GVT302


def application(environ, start_response):
    connection = psycopg2.connect("dbname=shop")
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    start_response("200 OK", [])
    return [b"done"]
