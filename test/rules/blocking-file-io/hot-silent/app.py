from gevent import monkey

monkey.patch_all()

import json
import os
import shutil
import tempfile
from pathlib import Path

import gevent
from flask import Flask, request
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer

app = Flask(__name__)
SETTINGS = Path(__file__).parent / "settings.json"

with open("banner.txt") as file:
    BANNER = file.read()


def load(names):
    return [Path(name).read_text() for name in names]


PAGES = load(os.listdir("pages"))


class Reader:
    def __init__(self, path):
        self.path = path

    def read(self):
        with open(self.path) as file:
            return file.read()


reader = Reader("notes.txt")


@app.route("/small")
def small():
    with open("settings.json") as file:
        settings = json.load(file)
    return settings | json.loads(SETTINGS.read_text()) | {"notes": reader.read()}


@app.route("/head/<name>")
def head(name):
    with open(name, "rb") as file:
        first = file.read(4096)
    os.stat(name)
    return first if os.path.exists(name) else b""


@app.route("/log/<word>")
def log(word):
    with open("words.log", "a") as file:
        file.write(word)
    return os.listdir("/srv")


@app.route("/scratch")
def scratch():
    folder = tempfile.mkdtemp()
    shutil.rmtree(folder)
    return "done"


@app.route("/pooled/<name>")
def pooled(name):
    return gevent.get_hub().threadpool.apply(read_all, (name,))


def read_all(name):
    with open(name) as file:
        return file.read()


def read_once(path):
    with open(path) as file:
        return file.read()


def known():
    for name in ("a.txt", "b.txt"):
        print(Path(name).read_text())


def sources(files):
    for name in files:
        print(Path(name).read_text())


gevent.spawn(sources, ["a.py"])
Pool(2).map(read_once, ["a", "b"])
gevent.spawn(known)
WSGIServer(("127.0.0.1", 0), app).serve_forever()
