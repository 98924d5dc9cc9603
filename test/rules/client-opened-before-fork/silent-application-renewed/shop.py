import psycopg
from flask import Flask, current_app
from settings import settings


def connect():
    return psycopg.connect("")


app = Flask(__name__)
app.db = psycopg.connect("")
app.extensions["stock"] = psycopg.connect("")
settings.ledger = psycopg.connect("")


@app.route("/")
def index():
    current_app.db.execute("select 1")
    current_app.extensions["stock"].execute("select 1")
    return str(settings.ledger.execute("select 1").fetchone())
