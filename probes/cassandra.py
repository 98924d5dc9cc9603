"""Connecting to a server that does not answer, for a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["cassandra-driver"], "server": "slow"}


@library
def patched():
    from cassandra.cluster import Cluster, NoHostAvailable

    port = int(os.environ["SILENT_PORT"])

    def connect():
        cluster = Cluster(["127.0.0.1"], port=port, connect_timeout=1, protocol_version=4)
        try:
            cluster.connect()
        except NoHostAvailable:
            pass  # it waited and gave up

    return connect
