"""A query that takes half a second."""

import os

from harness import library

about = {"family": "PostgreSQL", "packages": ["pg8000"], "server": "postgresql"}


@library
def patched():
    import pg8000.native

    port = int(os.environ["PGPORT"])
    connection = pg8000.native.Connection(
        "probe", host="127.0.0.1", port=port, password="probe", database="postgres"
    )
    return lambda: connection.run("select pg_sleep(0.5)")
