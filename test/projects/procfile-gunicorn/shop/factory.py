from flask import Flask

from . import settings


def create_app():
    app = Flask("shop")
    app.config["CURRENCY"] = settings.CURRENCY
    from .views import catalogue, till

    app.register_blueprint(catalogue.pages)
    app.register_blueprint(till.pages)
    return app
