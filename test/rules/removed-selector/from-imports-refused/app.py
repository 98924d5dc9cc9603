from gevent import monkey

monkey.patch_all()

from select import EPOLLIN, epoll  # expect: GVT112

makers = [epoll]


def watch(fd):
    poller = makers[0]()
    poller.register(fd, EPOLLIN)
    return poller.poll(1)
