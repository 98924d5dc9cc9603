from gevent import monkey

monkey.patch_all()

import socket
from select import (  # pollers
    POLLERR as ERR,
    POLLIN,  # readable
    poll as E,  # expect: GVT112
)
from selectors import (
    EVENT_READ,  # to read
    # the one of Linux
    DefaultSelector,  # expect: GVT112
)


class Feed:
    def __init__(self, sock):
        self.poller = E()
        self.poller.register(sock.fileno(), POLLIN | ERR)

    def wait(self):
        return self.poller.poll(200)


a, b = socket.socketpair()
b.send(b"x")
print(len(Feed(a).wait()))
selector = DefaultSelector()
selector.register(a, EVENT_READ)
print(len(selector.select(1)))
