import os

from flask import Flask

try:
    from gevent.pywsgi import WSGIServer
except ImportError:
    WSGIServer = None

app = Flask(__name__)


@app.route("/convert")
def convert():
    os.system("convert book.epub book.pdf")  # expect: GVT201
    return "done"


def serve():
    if WSGIServer is not None:
        WSGIServer(("", 8083), app).serve_forever()
    else:
        app.run()
