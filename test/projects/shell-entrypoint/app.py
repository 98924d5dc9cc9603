import gevent
from flask import Flask


def create_app():
    app = Flask(__name__)
    from tasks import later

    app.extensions["later"] = later
    return app


def nap():
    gevent.sleep(1)
