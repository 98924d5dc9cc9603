from __future__ import annotations

import json
import re
from logging import config
from os import environ, path
from signal import SIGTERM
from socket import SO_REUSEADDR, SOL_SOCKET
from time import monotonic, perf_counter, time
from typing import Any

import gevent.pool
from gevent.event import Event

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    Event().wait(0.1)
    return (json, re, config, environ, path, SIGTERM, SO_REUSEADDR, SOL_SOCKET, Any), (
        monotonic() + perf_counter() + time()
    )


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
