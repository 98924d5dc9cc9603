from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.from_mapping({"SQLALCHEMY_DATABASE_URI": "mysql://localhost/shop"})  # expect: GVT301
database = SQLAlchemy(app)


@app.route("/")
def index():
    return str(database.session.execute("select 1"))
