"""A blocking pop that waits half a second."""

import os

from harness import library

about = {"family": "Redis and memcached", "packages": ["redis"], "server": "redis"}


def client(**options):
    import redis

    return redis.Redis.from_url(os.environ["REDIS_URL"], **options)


@library
def patched():
    connection = client()
    connection.ping()
    return lambda: connection.execute_command("BLPOP", "nothing", "0.5")


@library
def listening():
    channel = client().pubsub()
    channel.subscribe("nothing")
    channel.get_message(timeout=1)
    return lambda: channel.get_message(timeout=0.5)


@library
def waiting_for_a_lock():
    connection = client()
    connection.lock("held", timeout=5).acquire()
    return lambda: connection.lock("held", timeout=5).acquire(blocking_timeout=0.5)
