from gevent import monkey

monkey.patch_all(aggressive=False)  # expect: GVT113
#                ^^^^^^^^^^^^^^^^

import select
import socket

import gevent


def wait(sock):
    poller = select.epoll()
    poller.register(sock.fileno(), select.EPOLLIN)
    return poller.poll(0.5)


a, b = socket.socketpair()
gevent.spawn(wait, a).join()
