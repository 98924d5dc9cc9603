"""How we serve."""

from gevent import monkey
monkey.patch_all()

import os

import requests  # expect: GVT605

bind = "0.0.0.0:" + os.environ.get("PORT", "8000")
worker_class = "gevent"


def when_ready(server):
    requests.post("https://example.org/started")
