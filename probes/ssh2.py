"""A command that takes half a second, over libssh2."""

import os

from harness import beside, cure, in_pool, library, peer, setup

about = {"family": "HTTP and network", "packages": ["ssh2-python", "paramiko"]}


@peer
def serve(port):
    beside("slow_ssh").serve_ssh(port)


def session():
    import socket

    from ssh2.session import Session

    connection = socket.create_connection(("127.0.0.1", int(os.environ["PEER_PORT"])))
    opened = Session()
    opened.handshake(connection)
    opened.userauth_password("probe", "probe")
    return opened, connection


@library
def patched():
    opened, connection = session()
    channel = opened.open_session()

    def wait():
        channel.execute("wait")
        channel.read()
        return connection  # which the session needs

    return wait


@setup
def not_blocking_with_waits_of_gevent():
    import gevent.socket
    from ssh2.error_codes import LIBSSH2_ERROR_EAGAIN

    opened, connection = session()
    channel = opened.open_session()
    opened.set_blocking(False)

    def wait():
        while channel.execute("wait") == LIBSSH2_ERROR_EAGAIN:
            gevent.socket.wait_read(connection.fileno())
        while channel.read()[0] == LIBSSH2_ERROR_EAGAIN:
            gevent.socket.wait_read(connection.fileno())

    return wait


@cure
def threadpool():
    return in_pool(patched())
