import time

from flask_socketio import SocketIO, emit

socketio = SocketIO()


@socketio.on("price")
def price(data):
    time.sleep(0.5)
    emit("price", {"sku": data["sku"]})
