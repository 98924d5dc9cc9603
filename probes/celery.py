"""Sending a task to a broker that takes half a second, and waiting for a result as long."""

import os

from harness import library

about = {
    "family": "Tasks and schedules",
    "packages": ["celery[redis]"],
    "server": "redis",
}


def app(port):
    import celery

    where = f"redis://127.0.0.1:{os.environ[port]}"
    found = celery.Celery("probe", broker=f"{where}/1", backend=f"{where}/2")
    found.send_task("nothing")
    return found


@library
def patched():
    found = app("REDIS_SLOW_PORT")
    return lambda: found.send_task("nothing")


@library
def waiting_for_the_result():
    from celery.exceptions import TimeoutError

    result = app("REDIS_PORT").send_task("nothing")

    def get():
        try:
            result.get(timeout=0.6)
        except TimeoutError:
            pass  # nobody works on it

    return get
