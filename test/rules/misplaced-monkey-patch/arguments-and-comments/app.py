#!/usr/bin/env python
from time import sleep

import gevent
from gevent import monkey, spawn


def work():
    sleep(0.5)


if __name__ == "__main__":
    # The signal part is not wanted.
    monkey.patch_all(signal=False)  # expect: GVT104
    spawn(work).join()
    gevent.wait()
