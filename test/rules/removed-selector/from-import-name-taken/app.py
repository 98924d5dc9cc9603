from gevent import monkey

monkey.patch_all()

from select import EPOLLIN, epoll  # expect: GVT112


def poll(fd):
    poller = epoll()
    poller.register(fd, EPOLLIN)
    return poller.poll(1)
