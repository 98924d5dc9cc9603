"""A message that comes back after half a second, in an asyncio loop: one, then two at once."""

import os

from harness import in_two_greenlets, library, peer

about = {"family": "HTTP and network", "packages": ["websockets"]}


@peer
def echo_slowly(port):
    import time

    from websockets.sync.server import serve

    def echo(connection):
        for message in connection:
            time.sleep(0.5)
            connection.send(message)

    with serve(echo, "127.0.0.1", port) as server:
        server.serve_forever()


@library
def patched():
    import asyncio

    from websockets.asyncio.client import connect

    async def talk():
        async with connect(f"ws://127.0.0.1:{os.environ['PEER_PORT']}/") as connection:
            await connection.send("hello")
            return await connection.recv()

    return lambda: asyncio.run(talk())


@library
def two_loops():
    return in_two_greenlets(patched())
