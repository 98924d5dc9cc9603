import select
import socket

import gevent
import grequests


def watch(connection):
    ready, _, _ = select.select([connection], [], [], 0.5)  # expect: GVT210
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    print(len(ready), "ready")


def main():
    print(len(grequests.map([])), "pages")
    here, there = socket.socketpair()
    with here, there:
        gevent.spawn(watch, here).join()


if __name__ == "__main__":
    main()
