import gevent.lock  # expect: GVT526
#      ^^^^^^^^^^^^
import gevent.pywsgi as server, os  # expect: GVT526
#      ^^^^^^^^^^^^^^^^^^^^^
from gevent import lock, sleep  # expect: GVT526
#                  ^^^^^
from gevent.pool import Group, Pool  # expect: GVT526
#                       ^^^^^^^^^^^


def main():
    from gevent.lock import RLock as Lock  # expect: GVT526

    with gevent.lock.Semaphore(1), lock.Semaphore(2), Lock():
        group = Group()
        group.spawn(sleep, 1)
        print("🐍", server.WSGIServer, Pool, os)


main()
