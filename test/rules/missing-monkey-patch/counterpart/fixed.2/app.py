import time
from gevent.select import select

import gevent
import gevent.subprocess
from gevent import pool


def poll():
    gevent.subprocess.run(["sleep", "0.5"])
    select([], [], [], 0.1)
    gevent.sleep(0.1)
    print(time.time(), pool)


if __name__ == "__main__":
    gevent.spawn(poll).join()  # expect: GVT110
