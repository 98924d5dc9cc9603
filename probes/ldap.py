"""A bind that is answered after half a second, over libldap."""

import os
import socketserver

from harness import cure, in_pool, library, peer

about = {"family": "Other stores", "packages": ["python-ldap", "ldap3"]}


@peer
def bind_slowly(port):
    import time

    class Directory(socketserver.BaseRequestHandler):
        def handle(self):
            while request := self.request.recv(4096):
                number = request[4:5]  # of the message, which the answer repeats
                time.sleep(0.5)
                self.request.sendall(
                    b"\x30\x0c\x02\x01" + number + b"\x61\x07\x0a\x01\0\x04\0\x04\0"
                )

    socketserver.ThreadingTCPServer(("127.0.0.1", port), Directory).serve_forever()


@library
def patched():
    import ldap

    connection = ldap.initialize(f"ldap://127.0.0.1:{os.environ['PEER_PORT']}")
    return lambda: connection.simple_bind_s("cn=probe", "probe")


@cure
def ldap3_in_its_place():
    import ldap3

    server = ldap3.Server("127.0.0.1", int(os.environ["PEER_PORT"]), get_info=ldap3.NONE)
    connection = ldap3.Connection(server, "cn=probe", "probe")
    return connection.bind


@cure
def threadpool():
    return in_pool(patched())
