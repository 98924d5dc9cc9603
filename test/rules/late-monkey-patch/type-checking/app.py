from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socket import socket
    from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    sleep(0.1)
    socket()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
