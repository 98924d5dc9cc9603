from gevent import monkey

monkey.patch_all()

import gzip
import json
import zlib

from flask import Flask, request
import gevent
from gevent.pywsgi import WSGIServer

app = Flask(__name__)


@app.route("/upload", methods=["POST"])
def upload():
    text = gevent.get_hub().threadpool.apply(zlib.decompress, (request.data,))  # expect: GVT212
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    more = gevent.get_hub().threadpool.apply(gzip.decompress, (request.get_data(),))  # expect: GVT212
    body = request.stream.read()
    packed = gevent.get_hub().threadpool.apply(gzip.compress, (body,))  # expect: GVT212
    return json.loads(request.data), text, more, packed, zlib.compress(request.args["name"].encode())


WSGIServer(("127.0.0.1", 0), app).serve_forever()
