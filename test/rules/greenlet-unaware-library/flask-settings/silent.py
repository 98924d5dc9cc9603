from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
settings = {}
settings.update(SQLALCHEMY_DATABASE_URI="mysql://localhost/shop")
app.config.update(SQLALCHEMY_DATABASE_URI="mysql+pymysql://localhost/shop")
database = SQLAlchemy(app)


@app.route("/")
def index():
    return str(database.session.execute("select 1"))
