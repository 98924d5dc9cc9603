import select

import gevent


def wait():
    return select.epoll().poll(0)


gevent.spawn(wait).join()
