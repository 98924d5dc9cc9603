"""A message that comes back after half a second."""

import os

from harness import asks_epoll, library, peer, seen

about = {"family": "HTTP and network", "packages": ["websocket-client", "websockets"]}


@peer
def echo_slowly(port):
    import time

    from websockets.sync.server import serve

    def echo(connection):
        for message in connection:
            time.sleep(0.5)
            connection.send(message)

    with serve(echo, "127.0.0.1", port) as server:
        server.serve_forever()


@library
def patched():
    import websocket

    connection = websocket.create_connection(f"ws://127.0.0.1:{os.environ['PEER_PORT']}/")

    def talk():
        connection.send("hello")
        return connection.recv()

    return talk


@seen("epoll-users", patched=False)
def polling():
    import websocket

    def talk():
        url = f"ws://127.0.0.1:{os.environ['PEER_PORT']}/"
        callbacks = {
            "on_open": lambda opened: opened.send("hello"),
            "on_message": lambda opened, _: opened.close(),
        }
        websocket.WebSocketApp(url, **callbacks).run_forever()

    return [{"module": "websocket"}] if asks_epoll(lambda: talk) else []
