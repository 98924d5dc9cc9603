"""The module was never imported: each use raises."""
import gevent.os
import gevent.lock

first = gevent.lock.Semaphore(1)  # expect: GVT526
#       ^^^^^^^^^^^^^^^^^^^^^^
second = gevent.lock.RLock()  # expect: GVT526


def fork():
    return gevent.os.fork_and_watch()  # expect: GVT526
    #      ^^^^^^^^^^^^^^^^^^^^^
