from gevent import monkey

monkey.patch_all()

import json
import os
import shutil
import zipfile
from pathlib import Path

import gevent
from flask import Flask, request
from gevent.pywsgi import WSGIServer

app = Flask(__name__)
ROOT = Path("/srv/files")


@app.route("/file/<name>")
def download(name):
    return gevent.get_hub().threadpool.apply((ROOT / name).read_bytes)  # expect: GVT206
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^


@app.route("/text/<name>")
def text(name):
    path = os.path.join("/srv/files", name)
    with gevent.get_hub().threadpool.apply(open, (path,)) as file:  # expect: GVT206
        return gevent.get_hub().threadpool.apply(file.read)


@app.route("/json/<int:number>")
def report(number):
    return gevent.get_hub().threadpool.apply(json.load, (gevent.get_hub().threadpool.apply(open, ("/srv/reports/" + str(number),)),))  # expect: GVT206


@app.route("/tree", methods=["DELETE"])
def forget():
    gevent.get_hub().threadpool.apply(shutil.rmtree, ("/srv/files",))  # expect: GVT206
    return "gone"


@app.route("/size")
def size():
    total = 0
    for folder, _, files in os.walk("/srv/files"):  # expect: GVT206
        total += sum(os.path.getsize(os.path.join(folder, name)) for name in files)
    return str(total)


@app.route("/copy/<source>/<target>")
def copy(source, target):
    gevent.get_hub().threadpool.apply(shutil.copyfile, (source, target))  # expect: GVT206
    helper(source)
    return "copied"


def helper(archive):
    with gevent.get_hub().threadpool.apply(zipfile.ZipFile, (archive,)) as opened:  # expect: GVT206
        gevent.get_hub().threadpool.apply(opened.extractall, ("/srv/files",))


def gather():
    texts = []
    for name in os.listdir("/srv/files"):
        path = ROOT / name
        texts.append(gevent.get_hub().threadpool.apply(path.read_text))  # expect: GVT206
    return texts


gevent.spawn(gather)
WSGIServer(("127.0.0.1", 0), app).serve_forever()
