from gevent import monkey

monkey.patch_all()

import select
import socket


class Feed:
    def __init__(self, sock):
        self.poller = select.poll()  # expect: GVT112
#                     ^^^^^^^^^^^^
        self.poller.register(sock.fileno(), select.POLLIN | select.POLLERR)

    def wait(self):
        return self.poller.poll(200) or self.poller.poll(1000)


a, b = socket.socketpair()
b.send(b"x")
print(len(Feed(a).wait()))
