from gevent import monkey

monkey.patch_all()

from flask import Flask
from flask_socketio import SocketIO

import rooms

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")
rooms.register(socketio)

if __name__ == "__main__":
    socketio.run(app, host="127.0.0.1", port=0)
