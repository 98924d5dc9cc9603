import gevent
from gevent import wait  # expect: GVT526
from gevent.util import wrap_errors as wrapped  # expect: GVT526


def main():
    wait([gevent.spawn(print)])
    gevent.wait(timeout=3)  # expect: GVT526
    return wrapped


main()
