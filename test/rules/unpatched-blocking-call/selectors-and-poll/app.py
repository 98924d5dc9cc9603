import select as s
import selectors

import gevent
import grequests


def choose():
    selector = selectors.DefaultSelector()
    selector.select(0.4)  # expect: GVT210


def poll():
    poller = s.poll()
    poller.poll(400)  # expect: GVT210


if __name__ == "__main__":
    print(grequests.map([]))
    gevent.joinall([gevent.spawn(choose), gevent.spawn(poll)])
