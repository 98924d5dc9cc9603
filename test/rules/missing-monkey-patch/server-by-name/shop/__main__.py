from shop import create_app
from shop.live import socketio

if __name__ == "__main__":
    socketio.run(create_app(), port=8000)  # expect: GVT110
