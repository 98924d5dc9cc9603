"""Connecting to a broker that takes half a second for every answer, and waiting for a message."""

import os

from harness import asks_epoll, extras_that_bring, library, seen

about = {"family": "Messaging and remote calls", "packages": ["kombu"], "server": "slow"}


def connection():
    import kombu

    return kombu.Connection(f"pyamqp://guest:guest@127.0.0.1:{os.environ['SLOW_AMQP_PORT']}//")


@library
def patched():
    import kombu

    connected = connection()
    consumer = kombu.Consumer(connected.channel(), [kombu.Queue("probe")], callbacks=[print])
    consumer.consume()

    def drain():
        try:
            connected.drain_events(timeout=0.6)
        except TimeoutError:
            pass  # no message came

    return drain


@library
def connecting():
    return connection().connect


@seen("epoll-users", patched=False)
def polling():
    def hub():
        from kombu.asynchronous import Hub

        return lambda: Hub().poller

    return [{"module": "kombu"}] if asks_epoll(hub) else []


@seen("driver-extras")
def extras():
    return [
        {"distribution": "kombu", "extra": extra, "library": "librabbitmq"}
        for extra in extras_that_bring("kombu", ["librabbitmq"])
    ]
