from gevent import monkey; monkey.patch_all()
import pg8000
import psycopg
from flask import Flask

from shop.views import views

app = Flask(__name__)
app.db = psycopg.connect("dbname=shop")  # expect: GVT309
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
app.extensions["stock"] = pg8000.connect("stock")  # expect: GVT309
app.register_blueprint(views)


@app.route("/count")
def count():
    return str(app.db.execute("select count(*) from parcels").fetchone()[0])
