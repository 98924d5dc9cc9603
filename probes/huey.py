"""Waiting half a second for a result that does not come."""

import os

from harness import library

about = {"family": "Tasks and schedules", "packages": ["huey", "redis"], "server": "redis"}


@library
def patched():
    from huey import RedisHuey
    from huey.exceptions import ResultTimeout

    queue = RedisHuey("probe", port=int(os.environ["REDIS_PORT"]))

    @queue.task()
    def nothing():
        pass

    result = nothing()

    def get():
        try:
            result.get(blocking=True, timeout=0.5)
        except ResultTimeout:
            pass  # nobody works on it

    return get
