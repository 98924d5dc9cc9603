from gevent import monkey

monkey.patch_all()

import fcntl
import subprocess
import sys

import gevent

HOLDER = """
import fcntl, time
file = open("counter.lock", "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(0.5)
"""


def count():
    with open("counter.lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # expect: GVT204
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        print("counted")


holder = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE)
holder.stdout.readline()
gevent.spawn(count).join()
holder.wait()
