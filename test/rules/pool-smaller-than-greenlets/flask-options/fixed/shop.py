import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from config import Production

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 30, "pool_pre_ping": True}  # expect: GVT306
#                                                       ^
app.config.update(SQLALCHEMY_ENGINE_OPTIONS=dict(pool_size=10, max_overflow=30))
app.config.update({"SQLALCHEMY_ENGINE_OPTIONS": {"max_overflow": 0}})  # expect: GVT306
app.config.from_mapping(SQLALCHEMY_ENGINE_OPTIONS={"pool_recycle": 300})
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": int(os.environ["POOL"])}
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": object, "pool_size": 5}
app.config.from_object(Production)
database = SQLAlchemy(app)


@app.route("/")
def index():
    return str(database.session.execute("select 1"))
