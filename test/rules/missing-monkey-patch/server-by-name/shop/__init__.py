from flask import Flask

from shop.live import socketio


def create_app():
    app = Flask(__name__)
    socketio.init_app(app, async_mode="gevent", cors_allowed_origins="*")
    return app
