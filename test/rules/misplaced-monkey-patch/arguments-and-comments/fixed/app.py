#!/usr/bin/env python

from gevent import monkey
# The signal part is not wanted.
monkey.patch_all(signal=False)  # expect: GVT104

from time import sleep

import gevent
from gevent import spawn


def work():
    sleep(0.5)


if __name__ == "__main__":
    spawn(work).join()
    gevent.wait()
