import os

from flask import Blueprint, Flask

views = Blueprint("views", __name__)


@views.route("/backup")
def backup():
    os.system("make backup")  # expect: GVT201
    return "done"


def create_app():
    os.system("make assets")
    app = Flask(__name__)
    app.register_blueprint(views)
    return app
