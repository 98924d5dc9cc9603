import socket

CLIENT = socket.socket()
CLIENT.setblocking(False)

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    CLIENT.send(b"x")


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
