import os
import subprocess

from flask import Blueprint, Flask

views = Blueprint("views", __name__)


@views.route("/backup")
def backup():
    subprocess.call("make backup", shell=True)  # expect: GVT201
    return "done"


def create_app():
    os.system("make assets")
    app = Flask(__name__)
    app.register_blueprint(views)
    return app
