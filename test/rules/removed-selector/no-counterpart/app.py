from gevent import monkey

monkey.patch_all()

import select


def wait(fd, seconds):
    poller = select.epoll()  # expect: GVT112
    poller.register(fd, select.EPOLLIN | select.EPOLLET)
    return poller.poll(seconds)
