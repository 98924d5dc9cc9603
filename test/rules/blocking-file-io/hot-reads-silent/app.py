from gevent import monkey

monkey.patch_all()

import csv
import glob
import json
from pathlib import Path

import yaml
from flask import Flask
from gevent.pywsgi import WSGIServer

app = Flask(__name__)
ROOT = Path("/srv/files")
TEMPLATES = ("head.html", "foot.html")


@app.route("/settings/<name>")
def settings(name):
    with open("/etc/service.yml") as file:
        found = yaml.safe_load(file)
    with open("/etc/names.csv") as file:
        rows = list(csv.reader(file))
    return found[name], rows, json.load(open("/etc/service.json"))


@app.route("/head/<name>")
def head(name):
    with open("/srv/" + name, "rb") as file:
        magic = file.read(4)
    with open("/srv/" + name) as file:
        return magic, file.readline()


@app.route("/page")
def page():
    return "".join([open(name).read() for name in TEMPLATES])


@app.route("/names")
def names():
    return list(ROOT.glob("*.html")) + glob.glob("/srv/*") + list(ROOT.iterdir())


@app.route("/saved/<name>")
def save(name):
    with open("/srv/" + name, "w") as file:
        for line in ("a", "b"):
            file.write(line)
    return "saved"


WSGIServer(("127.0.0.1", 0), app).serve_forever()
