"""Connecting to a server that does not answer, for a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["python-tds"], "server": "slow"}


@library
def patched():
    import pytds

    port = int(os.environ["SILENT_PORT"])

    def connect():
        try:
            pytds.connect(dsn="127.0.0.1", port=port, user="a", password="b", login_timeout=1)
        except (pytds.Error, OSError):
            pass  # it waited and gave up

    return connect
