import gevent
from gevent.lock import BoundedSemaphore, Semaphore  # expect: GVT526

limit = Semaphore(2)
other = BoundedSemaphore(1)


def work():
    with limit, other:
        gevent.sleep(0.01)


gevent.joinall([gevent.spawn(work) for _ in range(3)], raise_error=True)
print("done")
