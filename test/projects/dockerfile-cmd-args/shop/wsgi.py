from flask import Flask

from .config import settings
from . import orders

app = Flask(__name__)
app.debug = settings["debug"]
app.add_url_rule("/orders", view_func=orders.index)
