import os

from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"], pool_size=30)
other = create_engine(os.environ["OTHER_URL"], pool_size=30)  # expect: GVT306


def app(environ, start_response):
    start_response("200 OK", [])
    return [b"done"]
