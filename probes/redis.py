"""A blocking pop that waits half a second."""

import os

from harness import default_of, in_two_greenlets, library, seen, when_exhausted

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
def shared_by_two_greenlets():
    return in_two_greenlets(patched())


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


@seen("connection-pools")
def pools_without_a_place():
    import redis

    blocking = redis.BlockingConnectionPool.from_url(
        os.environ["REDIS_URL"], max_connections=1, timeout=0.3
    )
    plain = redis.ConnectionPool.from_url(os.environ["REDIS_URL"], max_connections=1)
    defaults = {
        "default": default_of(redis.BlockingConnectionPool, "max_connections"),
        "seconds": default_of(redis.BlockingConnectionPool, "timeout"),
    }
    return [
        {"path": "redis.BlockingConnectionPool", **defaults, **what_comes(blocking)},
        {"path": "redis.ConnectionPool", **what_comes(plain)},
    ]


def what_comes(pool):
    import redis

    def take():
        try:
            pool.get_connection()
        except redis.ConnectionError as error:  # or a class below it
            raise redis.ConnectionError from error

    pool.get_connection()
    return when_exhausted(take)
