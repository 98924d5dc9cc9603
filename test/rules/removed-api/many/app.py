import gevent
from gevent.event import waitall  # expect: GVT526
from gevent.util import wrap_error as wrapped  # expect: GVT526


def main():
    waitall([gevent.spawn(print)])
    gevent.run(timeout=3)  # expect: GVT526
    return wrapped


main()
