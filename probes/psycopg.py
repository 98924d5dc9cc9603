"""A query that takes half a second; the C build has waits of its own since 3.1.5."""

import os

from harness import asks_epoll, cure, library, seen, trap

about = {
    "family": "PostgreSQL",
    "environments": {
        "psycopg": ["psycopg[binary]"],
        "psycopg/before-3.1.5": ["psycopg[binary]==3.1.4"],
        "psycopg/c-build": ["psycopg[binary]==3.1.10"],
        "psycopg/pure": ["psycopg==3.1.10"],
    },
    "server": "postgresql",
}


@library
def patched():
    import psycopg

    connection = psycopg.connect("")
    return lambda: connection.execute("select pg_sleep(0.5)")


@cure
def pure_python():
    os.environ["PSYCOPG_IMPL"] = "python"
    return patched()


@trap(row="early", patched=False)
def imported_before_the_patch():
    import psycopg  # noqa: F401
    from gevent import monkey

    monkey.patch_all()
    return patched()


@cure(row="early")
def imported_after_the_patch():
    return patched()


@seen("epoll-users", patched=False)
def polling():
    os.environ["PSYCOPG_IMPL"] = "python"
    return [{"module": "psycopg"}] if asks_epoll(patched) else []


@seen("transactions")
def ends_of_transactions():
    import psycopg

    open_state = psycopg.pq.TransactionStatus.INTRANS
    rows = []

    def note(path, how, connection, expected):
        if connection.closed or connection.info.transaction_status == expected:
            rows.append({"path": f"psycopg.{path}", "how": how})

    for owner, method in (
        ("Connection", "execute"),
        ("Cursor", "execute"),
        ("Cursor", "executemany"),
    ):
        connection = psycopg.connect("")
        asked = connection if owner == "Connection" else connection.cursor()
        arguments = [[()]] if method == "executemany" else []
        getattr(asked, method)("create temporary table probe (a int)", *arguments)
        note(f"{owner}.{method}", "statement", connection, open_state)
    for method in ("commit", "rollback", "close"):
        connection = psycopg.connect("")
        connection.execute("select 1")
        getattr(connection, method)()
        note(f"Connection.{method}", "end", connection, psycopg.pq.TransactionStatus.IDLE)
    connection = psycopg.connect("", autocommit=True)
    with connection.transaction():
        note("Connection.transaction", "call", connection, open_state)
    with psycopg.connect("") as connection:
        connection.execute("create table probe_object (a int)")
    if psycopg.connect("").execute("select to_regclass('probe_object')").fetchone()[0]:
        rows.append({"path": "psycopg.Connection", "how": "object"})
    psycopg.connect("", autocommit=True).execute("drop table probe_object")
    return rows
