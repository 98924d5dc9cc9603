"""The server is gevent's only where somebody installed it: whether views run in greenlets is not known."""

import subprocess

from flask import Flask

try:
    from gevent.pywsgi import WSGIServer
except ImportError:
    WSGIServer = None

app = Flask(__name__)


@app.route("/convert")
def convert():
    subprocess.call("convert book.epub book.pdf", shell=True)
    return "done"


if __name__ == "__main__":
    if WSGIServer is not None:
        WSGIServer(("", 8083), app).serve_forever()
    else:
        app.run()
