from gevent import monkey

AGGRESSIVE = False
monkey.patch_socket(dns=True)
monkey.patch_select(aggressive=AGGRESSIVE)
monkey.patch_all(select=False, aggressive=False)

import select


def wait():
    return select.epoll().poll(1)
