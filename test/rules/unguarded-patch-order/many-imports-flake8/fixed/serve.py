from gevent import monkey

monkey.patch_all()  # expect: GVT111

import json  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402
import time  # noqa: E402

import gevent  # noqa: E402

print(json, os, socket, time, gevent)
