from gevent import monkey; monkey.patch_all()
import os

import psycopg


class Stock:
    def __init__(self):
        self.open()
        os.register_at_fork(after_in_child=self.open)

    def open(self):
        self.connection = psycopg.connect("")


stock = Stock()
other = psycopg.connect("")


def app(environ, start_response):
    stock.connection.execute("select 1")
    other.execute("select 1")
    start_response("200 OK", [])
    return [b"done"]
