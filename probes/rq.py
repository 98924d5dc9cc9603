"""Putting a job into a queue that takes half a second for every answer."""

import os

from harness import library

about = {"family": "Tasks and schedules", "packages": ["rq", "redis"], "server": "redis"}


@library
def patched():
    import redis
    import rq

    queue = rq.Queue(connection=redis.Redis(port=int(os.environ["REDIS_SLOW_PORT"])))
    return lambda: queue.enqueue("time.sleep", 1)
