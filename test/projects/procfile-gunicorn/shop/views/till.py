import threading

from flask import Blueprint

from .. import stock

pages = Blueprint("till", __name__, url_prefix="/till")
lock = threading.Lock()


@pages.post("/<name>")
def sell(name):
    with lock:
        stock.take(name)
    return {"sold": name}
