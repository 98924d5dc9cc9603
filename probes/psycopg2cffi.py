"""A query that takes half a second, over libpq."""

from harness import cure, in_pool, library, setup

about = {"family": "PostgreSQL", "packages": ["psycopg2cffi"], "server": "postgresql"}


@library
def patched():
    import psycopg2cffi

    cursor = psycopg2cffi.connect("").cursor()
    return lambda: cursor.execute("select pg_sleep(0.5)")


@setup
def own_wait_callback():
    from gevent.socket import wait_read, wait_write
    from psycopg2cffi import extensions

    def wait(connection, timeout=None):
        while (state := connection.poll()) != extensions.POLL_OK:
            waiting = wait_read if state == extensions.POLL_READ else wait_write
            waiting(connection.fileno(), timeout=timeout)

    extensions.set_wait_callback(wait)
    return patched()


@cure
def threadpool():
    return in_pool(patched())
