"""Connecting to a broker that hangs up after half a second."""

import os

from harness import library

about = {"family": "Messaging and remote calls", "packages": ["stomp.py"], "server": "slow"}


@library
def patched():
    import stomp

    port = int(os.environ["CLOSING_PORT"])
    connection = stomp.Connection([("127.0.0.1", port)], reconnect_attempts_max=1, timeout=1)

    def connect():
        try:
            connection.connect(wait=True)
        except stomp.exception.StompException:
            pass  # it waited, then the broker had gone

    return connect
