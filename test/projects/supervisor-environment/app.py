from flask import Flask

from ledger import balance

app = Flask(__name__)


@app.get("/balance/<name>")
def show(name):
    return {"balance": balance(name)}
