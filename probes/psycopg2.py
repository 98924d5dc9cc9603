"""A query that takes half a second, over libpq."""

from harness import cure, in_pool, in_two_greenlets, library, setup, trap

about = {
    "family": "PostgreSQL",
    "packages": ["psycopg2-binary", "psycogreen"],
    "server": "postgresql",
}

SLOW_QUERY = "select pg_sleep(0.5)"


def connect():
    import psycopg2

    return psycopg2.connect("")


@library
def patched():
    cursor = connect().cursor()
    return lambda: cursor.execute(SLOW_QUERY)


@library
def connecting():
    import os

    import psycopg2

    where = f"port={os.environ['POSTGRESQL_SLOW_PORT']} sslmode=disable gssencmode=disable"
    return lambda: psycopg2.connect(where)


@setup
def psycogreen():
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
    return patched()


@setup
def own_wait_callback():
    from gevent.socket import wait_read, wait_write
    from psycopg2 import extensions

    def wait(connection, timeout=None):
        while (state := connection.poll()) != extensions.POLL_OK:
            waiting = wait_read if state == extensions.POLL_READ else wait_write
            waiting(connection.fileno(), timeout=timeout)

    extensions.set_wait_callback(wait)
    return patched()


@cure
def threadpool():
    return in_pool(patched())


@trap(row="copy")
def copy_with_psycogreen():
    import io

    psycogreen()
    cursor = connect().cursor()
    return lambda: cursor.copy_expert(f"copy ({SLOW_QUERY}) to stdout", io.StringIO())


@trap(row="shared")
def connection_shared_with_psycogreen():
    psycogreen()
    connection = connect()
    return in_two_greenlets(lambda: connection.cursor().execute(SLOW_QUERY))
