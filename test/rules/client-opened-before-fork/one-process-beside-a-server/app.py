from gevent import monkey; monkey.patch_all()
import multiprocessing
import psycopg
from flask import Flask
from gevent.pywsgi import WSGIServer
from gevent.server import StreamServer

app = Flask(__name__)
connection = psycopg.connect("")  # expect: GVT309
second = psycopg.connect("")  # expect: GVT309

@app.route("/")
def index():
    return str(connection.execute("select 1").fetchone())

def poll():
    while True:
        connection.execute("select 2")
        second.execute("select 3")

def handle(client, address):
    second.execute("select 1")

def main():
    multiprocessing.get_context("fork").Process(target=poll).start()
    StreamServer(("", 1), handle).start()
    WSGIServer(("", 80), app).serve_forever()

if __name__ == "__main__":
    main()
