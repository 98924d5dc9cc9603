"""A message that comes after half a second."""

import os

from harness import cure, in_pool, library, peer, setup

about = {"family": "Messaging and remote calls", "packages": ["pyzmq"]}


@peer
def answer_slowly(port):
    import time

    import zmq

    socket = zmq.Context().socket(zmq.REP)
    socket.bind(f"tcp://127.0.0.1:{port}")
    while True:
        socket.recv()
        time.sleep(0.5)
        socket.send(b"")


def question(zmq):
    socket = zmq.Context().socket(zmq.REQ)
    socket.connect(f"tcp://127.0.0.1:{os.environ['PEER_PORT']}")

    def ask():
        socket.send(b"")
        return socket.recv()

    return ask


def silence(zmq):
    socket = zmq.Context().socket(zmq.PULL)
    socket.bind_to_random_port("tcp://127.0.0.1")
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    return lambda: poller.poll(500)


@library
def patched():
    import zmq

    return question(zmq)


@library
def polling():
    import zmq

    return silence(zmq)


@setup
def zmq_green():
    import zmq.green

    return question(zmq.green)


@setup
def polling_with_zmq_green():
    import zmq.green

    return silence(zmq.green)


@cure
def threadpool():
    return in_pool(patched())
