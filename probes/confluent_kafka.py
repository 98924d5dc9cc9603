"""Polling for 0.6 s, with a broker that does not answer."""

import os

from harness import cure, in_pool, library

about = {
    "family": "Messaging and remote calls",
    "packages": ["confluent-kafka"],
    "server": "slow",
}


def consumer():
    from confluent_kafka import Consumer

    broker = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    found = Consumer({"bootstrap.servers": broker, "group.id": "probe", "log_level": 0})
    found.subscribe(["nothing"])
    return found


@library
def patched():
    client = consumer()
    return lambda: client.poll(0.6)


@library
def flushing():
    from confluent_kafka import Producer

    broker = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    producer = Producer({"bootstrap.servers": broker, "log_level": 0})
    producer.produce("nothing", b"")
    return lambda: producer.flush(0.6)


@cure
def polling_without_waiting():
    import gevent

    client = consumer()

    def poll():
        for _ in range(25):
            client.poll(0)
            gevent.sleep(0.02)

    return poll


@cure
def threadpool():
    return in_pool(patched())
