"""Calls that are answered after half a second, over the core library's own threads."""

import os

from harness import cure, in_pool, library, peer, setup

about = {"family": "Messaging and remote calls", "packages": ["grpcio"]}


@peer
def answer_slowly(port):
    import time
    from concurrent.futures import ThreadPoolExecutor

    import grpc

    def answer(request, context):
        time.sleep(0.5)
        return b""

    def answer_thrice(request, context):
        for _ in range(3):
            time.sleep(0.5)
            yield b"part"

    class Handler(grpc.GenericRpcHandler):
        def service(self, details):
            if details.method == "/probe/stream":
                return grpc.unary_stream_rpc_method_handler(answer_thrice)
            return grpc.unary_unary_rpc_method_handler(answer)

    server = grpc.server(ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers((Handler(),))
    server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    server.wait_for_termination()


def channel():
    import grpc

    return grpc.insecure_channel(f"127.0.0.1:{os.environ['PEER_PORT']}")


@library
def patched():
    call = channel().unary_unary("/probe/call")
    return lambda: call(b"", timeout=5)


@library
def streaming():
    call = channel().unary_stream("/probe/stream")
    return lambda: list(call(b"", timeout=5))


@library
def waiting_for_the_channel():
    import grpc

    return lambda: grpc.channel_ready_future(channel()).result(timeout=5)


@setup
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()


@setup
def streaming_with_init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return streaming()


@cure
def threadpool():
    return in_pool(patched())
