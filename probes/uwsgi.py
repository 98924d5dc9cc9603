"""A request while another one takes half a second."""

import pathlib

from harness import fetch, library, second_request, setup, start_program, trap

about = {"family": "Servers", "packages": ["uwsgi"]}

APPLICATION = """
import time
from time import sleep

def application(environ, start_response):
    if environ["PATH_INFO"] == "/wait":
        {sleep}(0.5)
    start_response("200 OK", [("content-length", "2")])
    return [b"ok"]
"""
RUN = "import os, sys; os.execv(os.path.join(sys.prefix, 'bin', 'uwsgi'), sys.argv)"


def served(sleep, *options):
    pathlib.Path("app.py").write_text(APPLICATION.format(sleep=sleep))
    where = ["--http-socket", "127.0.0.1:{port}", "--wsgi-file", "app.py"]
    port = start_program("-c", RUN, *where, "--gevent", "10", *options)
    fetch(port)
    return lambda: second_request(port)


@library
def unpatched():
    return served("time.sleep")


@setup
def gevent_monkey_patch():
    return served("time.sleep", "--gevent-monkey-patch")


@trap
def sleep_taken_by_the_application_before_gevent_monkey_patch():
    return served("sleep", "--gevent-monkey-patch")


@setup
def gevent_early_monkey_patch():
    return served("sleep", "--gevent-early-monkey-patch")
