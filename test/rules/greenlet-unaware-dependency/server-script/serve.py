from gevent import monkey
monkey.patch_all()
import os
from gevent.pywsgi import WSGIServer
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])

def application(environ, start_response):
    with engine.connect() as connection:
        rows = connection.execute(text("select 1")).all()
    start_response("200 OK", [])
    return [str(rows).encode()]

if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8000), application).serve_forever()
