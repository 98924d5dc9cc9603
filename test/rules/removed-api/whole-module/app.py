"""The module was never imported: each use raises."""
import gevent

first = gevent.coros.Semaphore(1)  # expect: GVT526
#       ^^^^^^^^^^^^^^^^^^^^^^
second = gevent.coros.RLock()  # expect: GVT526


def fork():
    return gevent.fork_and_watch()  # expect: GVT526
    #      ^^^^^^^^^^^^^^^^^^^^^
