import select
import sys

import gevent
import grequests


def patch():
    from gevent import monkey

    monkey.patch_all()


def work():
    select.select([], [], [], 1)


if __name__ == "__main__":
    getattr(sys.modules[__name__], "patch")()
    grequests.map([])
    gevent.spawn(work).join()
