"""Knock on several doors at once: python tools/ping.py HOST:PORT…"""

from gevent import monkey

monkey.patch_all(aggressive=True)

import socket
import sys

import gevent


def knock(address):
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=5):
        print(address, "is open", flush=True)


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(knock, address) for address in sys.argv[1:]])
