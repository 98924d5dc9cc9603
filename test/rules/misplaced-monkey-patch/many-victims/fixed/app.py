from gevent import monkey
monkey.patch_all()  # expect: GVT104

import socket
from select import select

import gevent
import mail


class Connection(socket.socket):
    pass


def work():
    select([], [], [], 0.1)
    Connection().connect(("localhost", 80))
    mail.send()


if __name__ == "__main__":
    gevent.spawn(work).join()
