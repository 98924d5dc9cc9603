"""Connecting (thin mode) to a server that hangs up after half a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["oracledb"], "server": "slow"}


@library
def patched():
    import oracledb

    where = f"127.0.0.1:{os.environ['CLOSING_PORT']}/x?retry_count=0"

    def connect():
        try:
            oracledb.connect(user="a", password="b", dsn=where)
        except oracledb.Error:
            pass  # it waited, then the server had gone

    return connect
