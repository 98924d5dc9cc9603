from gevent import monkey

monkey.patch_all()

from flask import Flask

from .store import Store

app = Flask(__name__)
store = Store()


@app.get("/")
def index():
    return store.all()
