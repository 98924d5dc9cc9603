"""Reading from a server that hangs up after half a second."""

import os

from harness import library

about = {"family": "Messaging and remote calls", "packages": ["thrift"], "server": "slow"}


@library
def patched():
    from thrift.transport import TSocket, TTransport

    socket = TSocket.TSocket("127.0.0.1", int(os.environ["CLOSING_PORT"]))
    socket.open()

    def read():
        try:
            socket.read(8)
        except TTransport.TTransportException:
            pass  # it waited, then the server had gone

    return read
