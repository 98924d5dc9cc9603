import gevent
import gevent.select
import grequests


def watch():
    gevent.select.select([], [], [], 1)  # expect: GVT210


def start():
    return gevent.spawn(watch)


print(grequests.map([]))
