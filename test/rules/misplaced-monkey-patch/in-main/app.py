"""A tool."""

import threading
import time

from gevent import monkey

LOCK = threading.Lock()


def work():
    with LOCK:
        time.sleep(0.1)


def main():
    monkey.patch_all()  # expect: GVT104
    import gevent

    gevent.joinall([gevent.spawn(work), gevent.spawn(work)])


if __name__ == "__main__":
    main()
