import select

import gevent
import grequests


def watch():
    select.select([], [], [], 1)  # expect: GVT210


def start():
    return gevent.spawn(watch)


print(grequests.map([]))
