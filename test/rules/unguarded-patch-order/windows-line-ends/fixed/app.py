"""Serve."""

from gevent import monkey

monkey.patch_all()  # expect: GVT111

import os, time  # noqa: E402
from collections import (  # noqa: E402
    OrderedDict,
)

import gevent  # noqa: E402

print(os, time, OrderedDict, gevent)
