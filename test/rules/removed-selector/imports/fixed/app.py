import gevent.monkey

gevent.monkey.patch_all()

from selectors import EVENT_READ, DefaultSelector  # expect: GVT112
import selectors as s

picked = s.DefaultSelector  # expect: GVT112


def make():
    return DefaultSelector()


class Own(s.DefaultSelector):  # expect: GVT112
    event = EVENT_READ
