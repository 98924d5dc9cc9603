"""A remote method that takes half a second."""

import os

from harness import library, peer

about = {"family": "Messaging and remote calls", "packages": ["rpyc"]}


@peer
def answer_slowly(port):
    import time

    import rpyc
    from rpyc.utils.server import ThreadedServer

    class Slow(rpyc.Service):
        def exposed_wait(self):
            time.sleep(0.5)

    ThreadedServer(Slow, hostname="127.0.0.1", port=port).start()


@library
def patched():
    import rpyc

    connection = rpyc.connect("127.0.0.1", int(os.environ["PEER_PORT"]))
    return connection.root.wait
