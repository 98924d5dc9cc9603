import gevent.coros  # expect: GVT526
#      ^^^^^^^^^^^^
import gevent.wsgi as server, os  # expect: GVT526
#      ^^^^^^^^^^^^^^^^^^^^^
from gevent import coros, sleep  # expect: GVT526
#                  ^^^^^
from gevent.pool import GreenletSet, Pool  # expect: GVT526
#                       ^^^^^^^^^^^


def main():
    from gevent.coros import RLock as Lock  # expect: GVT526

    with gevent.coros.Semaphore(1), coros.Semaphore(2), Lock():
        group = GreenletSet()
        group.spawn(sleep, 1)
        print("🐍", server.WSGIServer, Pool, os)


main()
