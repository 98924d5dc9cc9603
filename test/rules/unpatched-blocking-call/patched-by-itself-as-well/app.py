import grequests
from gevent import monkey

monkey.patch_all()
import select

import gevent


def work():
    select.select([], [], [], 1)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
