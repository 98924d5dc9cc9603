from flask import Flask

from shop import orders, stores
from shop.stores import queue as jobs

stores.open_all()
app = Flask(__name__)


@app.route("/count")
def count():
    return str(stores.question.run()[0])


@app.route("/orders")
def list_orders():
    return orders.latest()


@app.route("/queue")
def wait():
    jobs.send(b"next")
    return jobs.recv()


@app.route("/mail")
def mail():
    stores.outbox.noop()
    with stores.ledger:
        pass
    return stores.lookup("a")


@app.route("/files")
def files():
    return stores.find("b")
