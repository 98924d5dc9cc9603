"""Serve."""

from gevent import monkey

monkey.patch_all()  # expect: GVT111

import os, time
from collections import (
    OrderedDict,
)

import gevent

print(os, time, OrderedDict, gevent)
