from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg://localhost/shop")


def app(environ, start_response):
    start_response("200 OK", [])
    return [b"done"]
