"""The server is gevent's only where somebody installed it: whether views run in greenlets is not known."""

import os

from flask import Flask

try:
    from gevent.pywsgi import WSGIServer
except ImportError:
    WSGIServer = None

app = Flask(__name__)


@app.route("/convert")
def convert():
    os.system("convert book.epub book.pdf")
    return "done"


class WebServer:
    def __init__(self, application):
        self.application = application

    def start(self):
        if WSGIServer is not None:
            WSGIServer(("", 8083), self.application).serve_forever()
        else:
            self.application.run()


if __name__ == "__main__":
    WebServer(app).start()
