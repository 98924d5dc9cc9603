"""Rings when somebody enters the shop: python bell.py."""

from gevent import monkey

monkey.patch_all()

import gevent  # noqa: E402
import zmq  # noqa: E402

DOOR = "tcp://127.0.0.1:8766"


def listen():
    door = zmq.Context.instance().socket(zmq.PULL)
    door.bind(DOOR)
    while True:
        print("ding", door.recv().decode())


def tick():
    while True:
        gevent.sleep(1)


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(listen), gevent.spawn(tick)])
