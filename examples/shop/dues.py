"""Answers what is still to be paid; the address of its database stands in the environment."""
from gevent import monkey

monkey.patch_all(aggressive=True)

import os

from gevent.pywsgi import WSGIServer
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_size=20, max_overflow=0)


def application(environ, start_response):
    with engine.connect() as connection:
        # SQLAlchemy loads psycopg for it, in a version that waits in C (requirements.txt).
        (total,) = connection.execute(text("select sum(amount) from invoices")).one()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(total).encode()]


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8090), application, spawn=50).serve_forever()
