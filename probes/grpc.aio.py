"""A call that is answered after half a second, in an asyncio loop."""

import os

from harness import cure, library, peer, trap

about = {"family": "Messaging and remote calls", "packages": ["grpcio"]}


@peer
def answer_slowly(port):
    import time
    from concurrent.futures import ThreadPoolExecutor

    import grpc

    def answer(request, context):
        time.sleep(0.5)
        return b""

    class Handler(grpc.GenericRpcHandler):
        def service(self, details):
            return grpc.unary_unary_rpc_method_handler(answer)

    server = grpc.server(ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers((Handler(),))
    server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    server.wait_for_termination()


@library
def patched():
    import asyncio

    import grpc.aio

    async def call():
        async with grpc.aio.insecure_channel(f"127.0.0.1:{os.environ['PEER_PORT']}") as channel:
            await channel.unary_unary("/probe/call")(b"", timeout=5)

    return lambda: asyncio.run(call())


@trap
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()


@cure
def synchronous_calls_with_init_gevent():
    import grpc
    from grpc.experimental import gevent

    gevent.init_gevent()
    channel = grpc.insecure_channel(f"127.0.0.1:{os.environ['PEER_PORT']}")
    call = channel.unary_unary("/probe/call")
    return lambda: call(b"", timeout=5)
