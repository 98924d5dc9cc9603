import gevent.monkey

gevent.monkey.patch_all()

from selectors import EVENT_READ, EpollSelector  # expect: GVT112
import selectors as s

picked = s.KqueueSelector  # expect: GVT112


def make():
    return EpollSelector()


class Own(s.EpollSelector):  # expect: GVT112
    event = EVENT_READ
