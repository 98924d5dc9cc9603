from gevent import monkey

monkey.patch_all()

from pollers import epoll, selectors


class select:
    epoll = object


def work(selectors):
    selectors.EpollSelector()
    select.epoll()
    epoll()


selectors.EpollSelector()
