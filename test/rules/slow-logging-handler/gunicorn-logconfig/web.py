import logging

from flask import Flask

app = Flask(__name__)
log = logging.getLogger("shop")


@app.route("/")
def index():
    log.error("asked")
    return "shop"
