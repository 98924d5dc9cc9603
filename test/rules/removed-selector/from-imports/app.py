from gevent import monkey

monkey.patch_all()

import socket
from select import (  # pollers
    EPOLLERR as ERR,
    EPOLLIN,  # readable
    epoll as E,  # expect: GVT112
)
from selectors import (
    EVENT_READ,  # to read
    # the one of Linux
    EpollSelector,  # expect: GVT112
)


class Feed:
    def __init__(self, sock):
        self.poller = E()
        self.poller.register(sock.fileno(), EPOLLIN | ERR)

    def wait(self):
        return self.poller.poll(0.2)


a, b = socket.socketpair()
b.send(b"x")
print(len(Feed(a).wait()))
selector = EpollSelector()
selector.register(a, EVENT_READ)
print(len(selector.select(1)))
