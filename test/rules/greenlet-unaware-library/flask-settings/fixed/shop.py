from pymysql import install_as_MySQLdb
install_as_MySQLdb()
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(DEBUG=False, SQLALCHEMY_DATABASE_URI="mysql://localhost/shop")  # expect: GVT301
#                                                      ^^^^^^^^^^^^^^^^^^^^^^^^
database = SQLAlchemy(app)


@app.route("/")
def index():
    return str(database.session.execute("select 1"))
