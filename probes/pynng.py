"""Receiving, with a time limit of half a second."""

from harness import cure, in_pool, library

about = {"family": "Messaging and remote calls", "packages": ["pynng"]}


@library
def patched():
    import pynng

    socket = pynng.Pull0(listen="tcp://127.0.0.1:0", recv_timeout=500)

    def receive():
        try:
            socket.recv()
        except pynng.Timeout:
            pass  # what was asked for

    return receive


@cure
def threadpool():
    return in_pool(patched())
