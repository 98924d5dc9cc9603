"""Connecting to a server that takes half a second for every answer."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["clickhouse-connect"], "server": "slow"}


@library
def patched():
    import clickhouse_connect

    def connect():
        try:
            clickhouse_connect.get_client(host="127.0.0.1", port=int(os.environ["SLOW_HTTP_PORT"]))
        except Exception:  # the answer is not ClickHouse's
            pass

    return connect
