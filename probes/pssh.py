"""A command that takes half a second, on a server of its own."""

import os

from harness import beside, library, peer

about = {"family": "HTTP and network", "packages": ["parallel-ssh", "paramiko"]}


@peer
def serve(port):
    beside("slow_ssh").serve_ssh(port)


@library
def patched():
    from pssh.clients import SSHClient

    port = int(os.environ["PEER_PORT"])
    alone = {"allow_agent": False, "identity_auth": False}
    client = SSHClient("127.0.0.1", user="probe", password="probe", port=port, **alone)

    def wait():
        output = client.run_command("wait")
        client.wait_finished(output)

    return wait
