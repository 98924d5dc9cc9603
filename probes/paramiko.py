"""A command that takes half a second, on a server of its own."""

import os

from harness import beside, library, peer

about = {"family": "HTTP and network", "packages": ["paramiko"]}


@peer
def serve(port):
    beside("slow_ssh").serve_ssh(port)


@library
def patched():
    import paramiko

    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    where = {"port": int(os.environ["PEER_PORT"]), "username": "probe", "password": "probe"}
    client.connect("127.0.0.1", **where, look_for_keys=False, allow_agent=False)
    return lambda: client.exec_command("wait")[1].read()
