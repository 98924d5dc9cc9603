import gevent
import gevent.select
import gevent.selectors
import grequests


def choose():
    selector = gevent.selectors.DefaultSelector()
    selector.select(0.4)  # expect: GVT210


def poll():
    poller = gevent.select.poll()
    poller.poll(400)  # expect: GVT210


if __name__ == "__main__":
    print(grequests.map([]))
    gevent.joinall([gevent.spawn(choose), gevent.spawn(poll)])
