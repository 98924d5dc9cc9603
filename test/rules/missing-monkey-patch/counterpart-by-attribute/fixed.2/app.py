import os

import gevent
import gevent.subprocess
from gevent import spawn


def poll():
    gevent.sleep(0.5)
    gevent.subprocess.call(["true"])
    print(os.getpid())


if __name__ == "__main__":
    spawn(poll).join()  # expect: GVT110
