from gevent import monkey

monkey.patch_all(aggressive=False)  # expect: GVT113

import selectors


def wait():
    return selectors.EpollSelector().select(0)
