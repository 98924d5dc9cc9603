"""A command that takes half a second, in an asyncio loop: one, then two at once."""

import os

from harness import beside, cure, in_two_greenlets, library, peer

about = {"family": "HTTP and network", "packages": ["asyncssh", "paramiko"]}


@peer
def serve(port):
    beside("slow_ssh").serve_ssh(port)


@library
def patched():
    import asyncio

    import asyncssh

    async def wait():
        port = int(os.environ["PEER_PORT"])
        alone = {"known_hosts": None, "config": None, "client_keys": None}
        login = {"username": "probe", "password": "probe"}
        async with asyncssh.connect("127.0.0.1", port, **login, **alone) as connection:
            await connection.run("wait")

    return lambda: asyncio.run(wait())


@library
def two_loops():
    return in_two_greenlets(patched())


@cure
def two_loops_in_the_threadpool():
    import gevent

    wait = patched()
    pool = gevent.get_hub().threadpool
    return in_two_greenlets(lambda: pool.apply(wait))
