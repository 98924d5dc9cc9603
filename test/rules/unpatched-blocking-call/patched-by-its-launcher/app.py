import select

import gevent
import grequests


def work():
    select.select([], [], [], 1)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
