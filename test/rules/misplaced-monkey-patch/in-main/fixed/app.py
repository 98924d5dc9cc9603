"""A tool."""

from gevent import monkey
monkey.patch_all()  # expect: GVT104

import threading
import time

LOCK = threading.Lock()


def work():
    with LOCK:
        time.sleep(0.1)


def main():
    import gevent

    gevent.joinall([gevent.spawn(work), gevent.spawn(work)])


if __name__ == "__main__":
    main()
