from gevent import monkey

monkey.patch_all()

import io
import json
import os
import sys
import urllib.request
from pathlib import Path

import gevent


def work(path):
    if not os.path.exists(path) or os.stat(path).st_size == 0:
        Path(path).mkdir(exist_ok=True)
    os.remove(path)
    with open(os.devnull, "w") as nowhere, open("/proc/self/status") as status:
        nowhere.write(status.read())
    memory = io.StringIO()
    memory.write("x")
    with urllib.request.urlopen("http://127.0.0.1/") as answer:
        json.load(answer)
    print("done", file=sys.stderr)


gevent.spawn(work, "x").join()
