from sqlalchemy.engine import create_engine

PLACES = 10
first = create_engine("postgresql+psycopg://localhost/shop", pool_size=PLACES, max_overflow=20)  # expect: GVT306
second = create_engine("postgresql+psycopg://localhost/shop", pool_size=12, max_overflow=20)  # expect: GVT306
third = create_engine("postgresql+psycopg://localhost/shop", pool_size=20, max_overflow=20)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b"done"]
