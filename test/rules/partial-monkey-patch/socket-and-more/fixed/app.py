from gevent import monkey

monkey.patch_socket()  # expect: GVT106
monkey.patch_time()
monkey.patch_select()
monkey.patch_selectors()
monkey.patch_ssl()

import selectors
from time import sleep as pause

import gevent


def poll():
    pause(0.5)
    watch()


def watch():
    selector = selectors.DefaultSelector()
    selector.select(1)


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(poll) for _ in range(3)])
