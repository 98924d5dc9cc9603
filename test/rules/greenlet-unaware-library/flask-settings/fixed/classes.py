from pymysql import install_as_MySQLdb
install_as_MySQLdb()
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

import config

app = Flask(__name__)
app.config.from_object(config.Production())
database = SQLAlchemy(app)


@app.route("/")
def index():
    return str(database.session.execute("select 1"))
