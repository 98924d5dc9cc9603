"""A command that takes half a second, on a server of its own."""

import os

from harness import beside, library, peer

about = {"family": "HTTP and network", "packages": ["fabric"]}


@peer
def serve(port):
    beside("slow_ssh").serve_ssh(port)


@library
def patched():
    import fabric

    alone = {"password": "probe", "look_for_keys": False, "allow_agent": False}
    port = int(os.environ["PEER_PORT"])
    connection = fabric.Connection("127.0.0.1", "probe", port, connect_kwargs=alone)
    connection.open()
    return lambda: connection.run("wait", hide=True, in_stream=False)
