"""The shop, for gunicorn."""

import psycopg2  # expect: GVT302


def application(environ, start_response):
    connection = psycopg2.connect("dbname=shop")
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    start_response("200 OK", [])
    return [b"done"]
