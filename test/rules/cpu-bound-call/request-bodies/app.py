from gevent import monkey

monkey.patch_all()

import gzip
import json
import zlib

from flask import Flask, request
from gevent.pywsgi import WSGIServer

app = Flask(__name__)


@app.route("/upload", methods=["POST"])
def upload():
    text = zlib.decompress(request.data)  # expect: GVT212
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    more = gzip.decompress(request.get_data())  # expect: GVT212
    body = request.stream.read()
    packed = gzip.compress(body)  # expect: GVT212
    return json.loads(request.data), text, more, packed, zlib.compress(request.args["name"].encode())


WSGIServer(("127.0.0.1", 0), app).serve_forever()
