from gevent import monkey

monkey.patch_all(select=False)

import select


def wait():
    return select.epoll().poll(0)
