from gevent import monkey
monkey.patch_all()

import socket

LISTENER = socket.create_server(("127.0.0.1", 0))  # expect: GVT103
CLIENT = socket.socket()  # expect: GVT103
HERE, THERE = socket.socketpair()

import gevent


def work():
    CLIENT.connect(("127.0.0.1", 80))
    connection, _ = LISTENER.accept()
    return connection


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
