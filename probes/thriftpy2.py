"""A call that is answered after half a second."""

import os

from harness import library, peer

about = {"family": "Messaging and remote calls", "packages": ["thriftpy2"]}


def slow_service():
    import io

    import thriftpy2

    interface = io.StringIO("service Slow { string call(1: string text) }")
    return thriftpy2.load_fp(interface, "slow_thrift").Slow


@peer
def answer_slowly(port):
    import time

    from thriftpy2.rpc import make_server

    class Slow:
        def call(self, text):
            time.sleep(0.5)
            return text

    make_server(slow_service(), Slow(), "127.0.0.1", port).serve()


@library
def patched():
    from thriftpy2.rpc import make_client

    client = make_client(slow_service(), "127.0.0.1", int(os.environ["PEER_PORT"]), timeout=3000)
    return lambda: client.call("hello")
