"""A query that takes half a second, over PostgreSQL's ODBC driver (apt-get install odbc-postgresql)."""

import glob
import os

from harness import cure, in_pool, library

about = {"family": "Other stores", "packages": ["pyodbc"], "server": "postgresql"}


def connect(port):
    import pyodbc

    (driver,) = glob.glob("/usr/lib/*/odbc/psqlodbcw.so")
    where = f"Server=127.0.0.1;Port={port};Database=postgres;Uid=probe;Pwd=probe"
    return pyodbc.connect(f"Driver={driver};{where}")


@library
def patched():
    cursor = connect(os.environ["PGPORT"]).cursor()
    return lambda: cursor.execute("select pg_sleep(0.5)")


@library
def connecting():
    return lambda: connect(os.environ["POSTGRESQL_SLOW_PORT"])


@cure
def threadpool():
    return in_pool(patched())


@cure
def connecting_in_the_threadpool():
    return in_pool(connecting())
