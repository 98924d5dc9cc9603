# flake8: noqa
"""Serve."""

from gevent import monkey

monkey.patch_all()

import os, time
from collections import (
    OrderedDict,
)

import gevent

print(os, time, OrderedDict, gevent)
