"""A query that takes half a second, over libpq."""

from harness import (
    cure,
    in_pool,
    in_two_greenlets,
    library,
    seen,
    setup,
    told,
    trap,
    when_exhausted,
)

about = {
    "family": "PostgreSQL",
    "packages": ["psycopg2-binary", "psycogreen", "psycopg[binary]"],
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


@cure(row="copy")
def copy_with_psycopg_3():
    import psycopg

    cursor = psycopg.connect("").cursor()

    def copy():
        with cursor.copy(f"copy ({SLOW_QUERY}) to stdout") as rows:
            list(rows)

    return copy


@cure(row="shared")
def connection_for_each_greenlet():
    psycogreen()
    return in_two_greenlets(lambda: connect().cursor().execute(SLOW_QUERY))


@seen("connection-pools")
def a_pool_without_a_place():
    from psycopg2.pool import ThreadedConnectionPool

    pool = ThreadedConnectionPool(1, 1, "")
    pool.getconn()
    return [{"path": "psycopg2.pool.ThreadedConnectionPool", **when_exhausted(pool.getconn)}]


@seen("shared-connections")
def two_greenlets_on_one_connection():
    try:
        connection_shared_with_psycogreen()()
    except Exception as error:
        effect = told(error).strip()
        return [{"path": "psycopg2.extensions.connection", "effect": effect}]


@seen("transactions")
def ends_of_transactions():
    from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INTRANS

    rows = []
    for method in ("execute", "executemany"):
        connection = connect()
        arguments = [[()]] if method == "executemany" else []
        getattr(connection.cursor(), method)("create temporary table probe (a int)", *arguments)
        if connection.info.transaction_status == TRANSACTION_STATUS_INTRANS:
            rows.append({"path": f"psycopg2.extensions.cursor.{method}", "how": "statement"})
    for method in ("commit", "rollback", "close"):
        connection = connect()
        connection.cursor().execute("select 1")
        getattr(connection, method)()
        if connection.closed or connection.info.transaction_status == TRANSACTION_STATUS_IDLE:
            rows.append({"path": f"psycopg2.extensions.connection.{method}", "how": "end"})
    with connect() as connection:
        connection.cursor().execute("select 1")
        inside = connection.info.transaction_status
    if (inside, connection.info.transaction_status) == (
        TRANSACTION_STATUS_INTRANS,
        TRANSACTION_STATUS_IDLE,
    ):
        rows.append({"path": "psycopg2.extensions.connection", "how": "object"})
    return rows
