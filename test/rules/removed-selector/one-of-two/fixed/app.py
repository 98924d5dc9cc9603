from gevent import monkey

monkey.patch_all()

import select
import selectors


def wait(fd):
    with select.epoll() as poller:  # expect: GVT112
        poller.register(fd, select.EPOLLIN)
        return poller.poll(1)


print(selectors.DefaultSelector())  # expect: GVT112
