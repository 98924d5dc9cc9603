from gevent import monkey

monkey.patch_all(thread=True, aggressive=True)  # expect: GVT113

import select


def make():
    if hasattr(select, "epoll"):
        return select.epoll()
    return select.poll()
