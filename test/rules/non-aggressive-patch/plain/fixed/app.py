from gevent import monkey

monkey.patch_all(aggressive=True)  # expect: GVT113
#                ^^^^^^^^^^^^^^^^

import select
import socket

import gevent


def wait(sock):
    poller = select.poll()
    poller.register(sock.fileno(), select.POLLIN)
    return poller.poll(500)


a, b = socket.socketpair()
gevent.spawn(wait, a).join()
