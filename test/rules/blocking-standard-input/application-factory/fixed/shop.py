import gevent
from flask import Flask


def confirm_upgrade():
    return input("Run the migrations? ") == "y"


def create_app():
    """Called once by each worker, before it serves."""
    app = Flask(__name__)
    if not confirm_upgrade():
        raise SystemExit

    @app.route("/pause")
    def pause():
        return gevent.get_hub().threadpool.apply(input, ("Go on? ",))  # expect: GVT203

    return app
