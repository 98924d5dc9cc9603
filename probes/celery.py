"""Sending a task to a broker that takes half a second, and waiting for a result as long."""

import os
import pathlib
import subprocess
import sys

from harness import Elsewhere, asks_epoll, duration, extras_that_bring, library, seen, setup

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


TASKS = """
import os
from time import sleep

import celery

where = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}"
app = celery.Celery("tasks", broker=f"{where}/3", backend=f"{where}/4")
app.conf.worker_pool = "gevent"


@app.task(name="wait")
def wait(seconds):
    sleep(seconds)
"""


def worker(*options):
    """How long a task must wait for another one that sleeps, in a worker of its own."""
    import celery

    pathlib.Path("tasks.py").write_text(TASKS)
    command = ["-m", "celery", "-A", "tasks", "worker", "--concurrency", "4", *options]
    subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    where = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}"
    app = celery.Celery("probe", broker=f"{where}/3", backend=f"{where}/4")
    app.send_task("wait", [0]).get(timeout=60)

    def second_task():
        first = app.send_task("wait", [0.7])
        seconds = duration(app.send_task("wait", [0]).get)
        first.get()
        return Elsewhere(seconds)

    return second_task


@library(row="worker")
def worker_with_the_pool_in_its_settings():
    return worker()


@setup(row="worker")
def worker_with_the_pool_on_its_command_line():
    return worker("-P", "gevent")


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "celery"}] if asks_epoll(patched) else []


@seen("driver-extras")
def extras():
    return [
        {"distribution": "celery", "extra": extra, "library": "librabbitmq"}
        for extra in extras_that_bring("celery", ["librabbitmq"])
    ]
