import os
import select

import gevent
import grequests
from gevent import monkey

if os.environ.get("PATCH_ALL"):
    monkey.patch_all()


def work():
    select.select([], [], [], 1)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
