from gevent import monkey; monkey.patch_all()
import psycopg
from flask import Flask, current_app


def create_app():
    application = Flask(__name__)
    application.db = psycopg.connect("dbname=shop")  # expect: GVT309

    @application.route("/count")
    def count():
        database = current_app.db
        return str(database.execute("select count(*) from parcels").fetchone()[0])

    return application


app = create_app()
