from flask import Flask

import store

app = Flask(__name__)


@app.route("/")
def index():
    return str(store.count())


@app.route("/lines")
def lines():
    return store.feed.recv(100)
