from gevent import monkey; monkey.patch_all()
import psycopg
import redis
from flask import Flask, current_app

app = Flask(__name__)
app.closed = psycopg.connect("dbname=shop")
app.renewed = psycopg.connect("dbname=shop")
app.unused = psycopg.connect("dbname=shop")
app.cache = redis.Redis()
app.extensions["closed"] = psycopg.connect("dbname=shop")
app.extensions["other"] = psycopg.connect("dbname=shop")
app.extensions["made"] = "later"


@app.before_request
def renew():
    app.renewed = psycopg.connect("dbname=shop")


@app.teardown_appcontext
def close(error):
    current_app.closed.close()
    connection = current_app.extensions["closed"]
    connection.close()


@app.route("/count")
def count():
    current_app.renewed.execute("select 1")
    current_app.closed.execute("select 1")
    current_app.cache.get("a")
    current_app.extensions["closed"].execute("select 1")
    return str(current_app.extensions["made"])


@app.route("/own")
def own():
    with psycopg.connect("dbname=shop") as db:
        return str(db.execute("select 1").fetchone())
