from gevent import monkey

monkey.patch_all(aggressive=True)  # expect: GVT113

import select


def wait(fd, seconds):
    poller = select.epoll()
    poller.register(fd, select.EPOLLET)
    return poller.poll(seconds)
