from gevent.lock import BoundedSemaphore
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=20)
turn = BoundedSemaphore(20)


def app(environ, start_response):
    with turn, engine.connect() as connection:
        connection.execute(text("select 1"))
    start_response("200 OK", [])
    return [b"done"]
