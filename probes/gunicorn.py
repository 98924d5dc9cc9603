"""A request while another one takes half a second."""

import pathlib

from harness import cure, fetch, library, second_request, setup, start_program, trap

about = {
    "family": "Servers",
    "packages": ["gunicorn[gevent]", "requests", "psycopg2-binary", "psycogreen"],
    "server": ["slow", "postgresql"],
}

SLEEPING = """
from time import sleep

def slow():
    sleep(0.5)
"""
ASKING = """
import os, requests

def slow():
    requests.get(os.environ["SLOW_HTTPS_URL"], verify=False)
"""
QUERYING = """
import psycopg2

def slow():
    psycopg2.connect("").cursor().execute("select pg_sleep(0.5)")
"""
SERVE = """
def app(environ, start_response):
    said = b"ok"
    try:
        if environ["PATH_INFO"] == "/wait":
            slow()
    except Exception as error:
        said = type(error).__name__.encode()
    start_response("200 OK", [("content-length", str(len(said)))])
    return [said]
"""
PSYCOGREEN = """
def post_fork(server, worker):
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
"""


def served(slow, *options, settings=""):
    pathlib.Path("app.py").write_text(slow + SERVE)
    pathlib.Path("gunicorn.conf.py").write_text(settings)
    port = start_program("-m", "gunicorn", "--bind", "127.0.0.1:{port}", *options, "app:app")
    fetch(port, "/wait")  # the first one loads what is loaded late
    return lambda: second_request(port)


@library
def sync_worker():
    return served(SLEEPING)


@setup
def gevent_worker():
    return served(SLEEPING, "-k", "gevent")


@trap
def gevent_worker_and_psycopg2():
    return served(QUERYING, "-k", "gevent")


@cure
def psycogreen_in_post_fork():
    return served(QUERYING, "-k", "gevent", settings=PSYCOGREEN)


@trap
def sleep_taken_by_a_preloaded_application():
    return served(SLEEPING, "-k", "gevent", "--preload")


@trap(row="preload")
def requests_in_a_preloaded_application():
    return served(ASKING, "-k", "gevent", "--preload")


@cure(row="preload")
def patch_in_the_settings():
    patch = "from gevent import monkey; monkey.patch_all()"
    return served(ASKING, "-k", "gevent", "--preload", settings=patch)
