from gevent import monkey

monkey.patch_all()

from select import EPOLLIN, EPOLLOUT, epoll  # expect: GVT112


def watch(fd, write=False):
    poller = epoll()
    poller.register(fd, EPOLLOUT if write else EPOLLIN)
    return poller.poll(timeout=1.5)
