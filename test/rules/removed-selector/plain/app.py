from gevent import monkey

monkey.patch_all()

import selectors
import socket


def wait_for(sock):
    selector = selectors.EpollSelector()  # expect: GVT112
#              ^^^^^^^^^^^^^^^^^^^^^^^
    selector.register(sock, selectors.EVENT_READ)
    return selector.select(0.1)


a, b = socket.socketpair()
b.send(b"x")
print(len(wait_for(a)))
