from gevent import monkey
monkey.patch_all()

from socket import (  # the socket itself  # noqa
    AF_INET,
    SOCK_STREAM,
    getaddrinfo,  # expect: GVT101
#   ^^^^^^^^^^^
    socket,
)

import gevent


def work():
    getaddrinfo("localhost", 80)
    return socket(AF_INET, SOCK_STREAM)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
