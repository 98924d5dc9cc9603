"""Connecting to a server that does not answer, for a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["clickhouse-driver"], "server": "slow"}


@library
def patched():
    from clickhouse_driver import Client, errors

    port = int(os.environ["SILENT_PORT"])
    client = Client("127.0.0.1", port=port, connect_timeout=1, send_receive_timeout=1)

    def query():
        try:
            client.execute("select 1")
        except (errors.Error, OSError):
            pass  # it waited and gave up

    return query
