"""Connecting to a broker that takes half a second for every answer, and waiting for a message."""

import os

from harness import cure, library

about = {"family": "Messaging and remote calls", "packages": ["pika"], "server": "slow"}


def parameters():
    import pika

    return pika.ConnectionParameters("127.0.0.1", int(os.environ["SLOW_AMQP_PORT"]))


@library
def patched():
    import pika

    connection = pika.BlockingConnection(parameters())
    return lambda: connection.process_data_events(time_limit=0.6)


@library
def connecting():
    import pika

    return lambda: pika.BlockingConnection(parameters())


@cure
def its_gevent_adapter():
    from pika.adapters.gevent_connection import GeventConnection

    def connect():
        connection = GeventConnection(
            parameters(),
            on_open_callback=lambda opened: opened.close(),
            on_close_callback=lambda closed, _: closed.ioloop.stop(),
        )
        connection.ioloop.start()

    return connect
