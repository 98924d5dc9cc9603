"""Tell whether the shop answers, every second: python watch.py [port]"""

from gevent import monkey

monkey.patch_all(aggressive=True)

import sys
import time

import gevent
from gevent import socket

from shop import settings


def knock(port):
    while True:
        with socket.create_connection(("127.0.0.1", port)):
            print("open", flush=True)
        time.sleep(1)


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else settings.PORT
    gevent.joinall([gevent.spawn(knock, port), gevent.spawn(knock, port)])


if __name__ == "__main__":
    main()
