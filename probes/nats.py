"""Connecting to a server that takes half a second, in an asyncio loop: one, then two at once."""

import os
import socketserver

from harness import cure, in_two_greenlets, library, peer

about = {"family": "Messaging and remote calls", "packages": ["nats-py"]}


@peer
def answer_slowly(port):
    import time

    class Server(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(
                b'INFO {"server_id":"probe","version":"2.10.0","max_payload":1024}\r\n'
            )
            while line := self.rfile.readline():
                if line.startswith(b"PING"):
                    time.sleep(0.5)
                    self.wfile.write(b"PONG\r\n")

    socketserver.ThreadingTCPServer(("127.0.0.1", port), Server).serve_forever()


@library
def patched():
    import asyncio

    import nats

    async def connect():
        connection = await nats.connect(f"nats://127.0.0.1:{os.environ['PEER_PORT']}")
        await connection.close()

    return lambda: asyncio.run(connect())


@library
def two_loops():
    return in_two_greenlets(patched())


@cure
def two_loops_in_the_threadpool():
    import gevent

    connect = patched()
    pool = gevent.get_hub().threadpool
    return in_two_greenlets(lambda: pool.apply(connect))
