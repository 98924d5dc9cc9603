from flask import Flask

from .rates import fetch

application = Flask(__name__)


@application.get("/")
def rates():
    return fetch()
