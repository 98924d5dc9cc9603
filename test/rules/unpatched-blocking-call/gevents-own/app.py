import grequests
import gevent
from gevent import select
from gevent.event import Event
from gevent.lock import Semaphore

ready = Event()
places = Semaphore(2)


def work():
    with places:
        ready.wait(1)
        select.select([], [], [], 0.1)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
