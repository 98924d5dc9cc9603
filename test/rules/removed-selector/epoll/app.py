from gevent import monkey

monkey.patch_all()

import select
import socket


class Feed:
    def __init__(self, sock):
        self.poller = select.epoll()  # expect: GVT112
#                     ^^^^^^^^^^^^
        self.poller.register(sock.fileno(), select.EPOLLIN | select.EPOLLERR)

    def wait(self):
        return self.poller.poll(0.2) or self.poller.poll(timeout=1)


a, b = socket.socketpair()
b.send(b"x")
print(len(Feed(a).wait()))
