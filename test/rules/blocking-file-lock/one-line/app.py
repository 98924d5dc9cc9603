from gevent import monkey

monkey.patch_all()

import fcntl
import subprocess
import sys
import tempfile
import time

import gevent

path = tempfile.mktemp()
holder = """
import fcntl, sys, time
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("locked", flush=True)
    time.sleep(0.5)
"""


def count(alone=True):
    with open(path, "a") as file: fcntl.flock(file, fcntl.LOCK_EX)  # expect: GVT204
    #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    with open(path, "a") as file:
        if alone: fcntl.flock(file, fcntl.LOCK_EX)  # expect: GVT204
        else: fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204
        while (
            not alone
        ): fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204
        for _ in (): pass; fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204
        try: fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204
        finally: file.flush()


other = subprocess.Popen([sys.executable, "-c", holder, path], stdout=subprocess.PIPE)
other.stdout.readline()
gevent.spawn(count).join()
other.wait()
