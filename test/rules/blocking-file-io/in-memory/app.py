from gevent import monkey

monkey.patch_all()

import gzip
import io
import zipfile

import requests
from flask import Flask
from gevent.pywsgi import WSGIServer

app = Flask(__name__)


@app.route("/manifest/<name>")
def manifest(name):
    data = requests.get("http://files.example/" + name).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.read(archive.filelist[0])
    with gzip.open(io.BytesIO(first)) as packed:
        return packed.read()


@app.route("/rows/<name>")
def rows(name):
    given = io.BytesIO(requests.get("http://files.example/" + name).content)
    return zipfile.ZipFile(given).read(name)


WSGIServer(("127.0.0.1", 0), app).serve_forever()
