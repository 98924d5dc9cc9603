from flask import Flask

import stock

app = Flask(__name__)


@app.get("/")
def index():
    return stock.items()
