from gevent import monkey

monkey.patch_all()

import pickle
import shutil

import yaml
from flask import Flask, request
from gevent.pywsgi import WSGIServer

app = Flask(__name__)


@app.route("/store/<name>", methods=["POST"])
def store(name):
    # Opening it elsewhere would cure nothing: the copy waits for both ends.
    with open("/srv/" + name, "wb") as file:  # expect: GVT206
        shutil.copyfileobj(request.stream, file, 16384)
    return "stored"


@app.route("/settings/<name>")
def settings(name):
    with open("/srv/" + name) as file:  # expect: GVT206
        return yaml.safe_load(file)


@app.route("/model/<name>")
def model(name):
    with open("/srv/" + name, "rb") as file:  # expect: GVT206
        return pickle.load(file)


WSGIServer(("127.0.0.1", 0), app).serve_forever()
