#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Sends mail.

from time import sleep
"""

from __future__ import annotations

import socket
from time import sleep as pause  # expect: GVT101
#                ^^^^^^^^^^^^^^

# Everything below waits cooperatively.
from gevent import monkey, spawn

monkey.patch_all(thread=True)  # the usual parts

NAME = socket.gethostname()


def work():
    pause(1)


spawn(work).join()
