from gevent import monkey
monkey.patch_all()

import socket
import ssl

CONTEXT = ssl.create_default_context()  # expect: GVT103

import gevent


def work():
    with socket.socket() as plain:
        CONTEXT.wrap_socket(plain, server_hostname="localhost", do_handshake_on_connect=False)


gevent.spawn(work).get()
