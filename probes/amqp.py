"""Connecting to a broker that takes half a second for every answer, and waiting for a message."""

import os

from harness import library

about = {"family": "Messaging and remote calls", "packages": ["amqp"], "server": "slow"}


def connection():
    import amqp

    return amqp.Connection(f"127.0.0.1:{os.environ['SLOW_AMQP_PORT']}")


@library
def patched():
    connected = connection()
    connected.connect()

    def drain():
        try:
            connected.drain_events(timeout=0.6)
        except TimeoutError:
            pass  # no message came

    return drain


@library
def connecting():
    return connection().connect
