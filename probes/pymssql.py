"""A statement that takes half a second, and connecting to the same server, over FreeTDS."""

import os

from harness import cure, in_pool, library, setup, trap

about = {"family": "Other stores", "packages": ["pymssql", "python-tds"], "server": "slow"}


def connect():
    import pymssql

    port = os.environ["SLOW_TDS_PORT"]
    return pymssql.connect(server="127.0.0.1", port=port, user="a", password="b", autocommit=True)


def set_wait_callback():
    import gevent.socket
    import pymssql

    pymssql.set_wait_callback(gevent.socket.wait_read)


@library
def patched():
    cursor = connect().cursor()
    return lambda: cursor.execute("waitfor delay '0:0:0.5'")


@library
def connecting():
    return connect


@setup
def wait_callback():
    set_wait_callback()
    return patched()


@trap
def connecting_with_a_wait_callback():
    set_wait_callback()
    return connect


@cure
def threadpool():
    return in_pool(patched())


@cure
def connecting_in_the_threadpool():
    return in_pool(connect)


@cure
def pytds_in_its_place():
    import pytds

    port = int(os.environ["SLOW_TDS_PORT"])
    connection = pytds.connect("127.0.0.1", None, "a", "b", port=port, autocommit=True)
    return lambda: connection.cursor().execute("waitfor delay '0:0:0.5'")
