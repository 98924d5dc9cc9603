from gevent import monkey

monkey.patch_all()

import select
import selectors
import sys

if hasattr(select, "epoll"):
    poller = select.epoll()
else:
    poller = select.poll()

try:
    from selectors import EpollSelector
except ImportError:
    EpollSelector = None

Selector = getattr(selectors, "KqueueSelector", None)


def make():
    try:
        return selectors.EpollSelector()
    except AttributeError:
        return selectors.DefaultSelector()


def on_mac():
    if sys.platform == "darwin":
        return selectors.KqueueSelector()
