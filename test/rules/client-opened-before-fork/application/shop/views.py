import psycopg
from flask import Blueprint, current_app

from shop.settings import settings

settings.ledger = psycopg.connect("dbname=ledger")  # expect: GVT309


views = Blueprint("views", __name__)


@views.route("/stock")
def stock():
    connection = current_app.extensions["stock"]
    cursor = connection.cursor()
    cursor.execute("select 1")
    return str(cursor.fetchone())


@views.route("/ledger")
def ledger():
    return str(settings.ledger.execute("select 1").fetchone())
