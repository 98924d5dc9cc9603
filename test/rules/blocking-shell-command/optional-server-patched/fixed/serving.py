import subprocess

from flask import Flask

try:
    from gevent.pywsgi import WSGIServer
except ImportError:
    WSGIServer = None

app = Flask(__name__)


@app.route("/convert")
def convert():
    subprocess.call("convert book.epub book.pdf", shell=True)  # expect: GVT201
    return "done"


def serve():
    if WSGIServer is not None:
        WSGIServer(("", 8083), app).serve_forever()
    else:
        app.run()
