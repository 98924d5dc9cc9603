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
    with open(path, "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # expect: GVT204
                break
            except BlockingIOError:
                gevent.sleep(0.01)
    #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    with open(path, "a") as file:
        if alone:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # expect: GVT204
                    break
                except BlockingIOError:
                    gevent.sleep(0.01)
        else:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # expect: GVT204
                    break
                except BlockingIOError:
                    gevent.sleep(0.01)
        while (
            not alone
        ):
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # expect: GVT204
                    break
                except BlockingIOError:
                    gevent.sleep(0.01)
        for _ in (): pass; fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204
        try:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # expect: GVT204
                    break
                except BlockingIOError:
                    gevent.sleep(0.01)
        finally: file.flush()


other = subprocess.Popen([sys.executable, "-c", holder, path], stdout=subprocess.PIPE)
other.stdout.readline()
gevent.spawn(count).join()
other.wait()
