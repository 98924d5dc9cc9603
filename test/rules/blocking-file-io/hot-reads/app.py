from gevent import monkey

monkey.patch_all()

import csv
import glob
import hashlib
import json
import mmap
import os
import zipfile
from pathlib import Path

import yaml
from flask import Flask
from gevent.pywsgi import WSGIServer

app = Flask(__name__)
ROOT = Path("/srv/files")


@app.route("/rows/<name>")
def rows(name):
    with open("/srv/" + name) as file:  # expect: GVT206
        for row in csv.reader(file):
            print(row)
    with open("/srv/" + name) as file:  # expect: GVT206
        return list(csv.DictReader(file))


@app.route("/lines/<name>")
def lines(name):
    for line in open("/srv/" + name):  # expect: GVT206
        print(line)
    with open("/srv/" + name) as file:  # expect: GVT206
        count = sum(1 for _ in file)
    with (ROOT / name).open() as file:  # expect: GVT206
        return count, list(file)


@app.route("/digest/<name>")
def digest(name):
    digests = [hashlib.sha256(), hashlib.sha256()]
    with open("/srv/" + name, "rb") as file:  # expect: GVT206
        while chunk := file.read(65536):
            digests[0].update(chunk)
    with open("/srv/" + name, "rb") as file:  # expect: GVT206
        for chunk in iter(lambda: file.read(4096), b""):
            digests[1].update(chunk)
    return digests[0].hexdigest()


@app.route("/settings/<name>")
def settings(name):
    with open(f"/srv/{name}") as file:  # expect: GVT206
        return yaml.safe_load(file)


@app.route("/find/<name>")
def find(name):
    with open("/srv/" + name, "rb") as file:  # expect: GVT206
        return str(mmap.mmap(file.fileno(), 0).find(b"x"))


@app.route("/archive/<name>")
def archive(name):
    with zipfile.ZipFile("/srv/" + name) as opened:  # expect: GVT206
        return opened.read("index.html")


@app.route("/all")
def everything():
    texts = [open(os.path.join("/srv", name)).read() for name in os.listdir("/srv")]  # expect: GVT206
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    loaded = {name: json.load(open(name)) for name in sorted(glob.glob("/srv/*"))}  # expect: GVT206
    more = [path.read_text() for path in ROOT.iterdir()]  # expect: GVT206
    for path in ROOT.glob("*.txt"):
        more.append(path.read_text())  # expect: GVT206
    return texts, loaded, more


@app.route("/tree")
def tree():
    found = list(ROOT.glob("**/*.html"))  # expect: GVT206
    return found + glob.glob("/srv/**", recursive=True)  # expect: GVT206


WSGIServer(("127.0.0.1", 0), app).serve_forever()
