from gevent import monkey

monkey.patch_all()

import apsw
import gevent
from flask import Flask, current_app, g

from orders import count, count_of, restock
from shared import state

app = Flask(__name__)
app.archive = apsw.Connection("archive.db")


def start():
    state.orders = apsw.Connection("orders.db")
    state.stock = apsw.Connection("stock.db")


def open_request():
    g.db = apsw.Connection("orders.db")


def answer():
    g.db.execute("select 1")  # expect: GVT301
    current_app.archive.execute("select 1")  # expect: GVT301


start()
for job in (count, restock, answer):
    gevent.spawn(job)
gevent.joinall(list(map(gevent.spawn, [count_of], ["corner"])))
