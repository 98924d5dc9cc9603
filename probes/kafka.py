"""Connecting to a broker that hangs up after half a second."""

import os

from harness import asks_epoll, library, seen

about = {"family": "Messaging and remote calls", "packages": ["kafka-python"], "server": "slow"}


@library
def patched():
    from kafka import KafkaProducer
    from kafka.errors import KafkaError

    broker = f"127.0.0.1:{os.environ['CLOSING_PORT']}"

    def connect():
        try:
            KafkaProducer(bootstrap_servers=broker, bootstrap_timeout_ms=900)
        except KafkaError:
            pass  # it waited, then the broker had gone

    return connect


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "kafka"}] if asks_epoll(patched) else []
