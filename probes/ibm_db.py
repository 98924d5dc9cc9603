"""Connecting to a server that hangs up after half a second, in Db2's own driver."""

import os

from harness import cure, in_pool, library

about = {"family": "Other stores", "packages": ["ibm_db"], "server": "slow"}


@library
def patched():
    import ibm_db

    server = f"HOSTNAME=127.0.0.1;PORT={os.environ['CLOSING_PORT']};PROTOCOL=TCPIP"
    login = "DATABASE=probe;UID=probe;PWD=probe"

    def connect():
        try:
            ibm_db.connect(f"{login};{server}", "", "")
        except Exception:  # it has no class of its own: it waited, then the server had gone
            pass

    return connect


@cure
def threadpool():
    return in_pool(patched())
