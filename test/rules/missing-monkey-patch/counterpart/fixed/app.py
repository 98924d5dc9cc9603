from gevent import monkey
monkey.patch_all()

import subprocess
import time
from select import select

import gevent
from gevent import pool


def poll():
    subprocess.run(["sleep", "0.5"])
    select([], [], [], 0.1)
    time.sleep(0.1)
    print(time.time(), pool)


if __name__ == "__main__":
    gevent.spawn(poll).join()  # expect: GVT110
