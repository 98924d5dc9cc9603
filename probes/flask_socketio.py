"""Half a second of the server's own sleep, where eventlet is installed as well."""

from harness import library, setup

about = {"family": "Servers", "packages": ["flask-socketio", "eventlet"]}


def sleeping(**options):
    import flask
    import flask_socketio

    server = flask_socketio.SocketIO(flask.Flask("probe"), **options)
    return lambda: server.sleep(0.5)


@library
def patched():
    return sleeping()


@setup
def async_mode_said():
    return sleeping(async_mode="gevent")
