"""Where its sockets do not go green: a proxy, a receive timeout, ending a context."""

from harness import cure, library, trap

about = {"family": "Messaging and remote calls", "packages": ["pyzmq"]}


def silent_socket():
    import zmq.green as zmq

    socket = zmq.Context().socket(zmq.PULL)
    socket.bind_to_random_port("tcp://127.0.0.1")
    return socket


def for_half_a_second(forward):
    """A proxy never returns: it is left after half a second, if the hub comes to that."""
    import gevent

    one, other = silent_socket(), silent_socket()

    def run():
        with gevent.Timeout(0.5, False):
            forward(one, other)

    return run


@library
def proxy():
    import zmq.green as zmq

    return for_half_a_second(zmq.proxy)


@cure
def device():
    import zmq.green as zmq

    return for_half_a_second(lambda one, other: zmq.device(zmq.QUEUE, one, other))


@trap
def ending_a_context():
    import zmq.green as zmq

    context = zmq.Context()
    socket = context.socket(zmq.PUSH)
    socket.setsockopt(zmq.LINGER, 500)
    socket.connect("tcp://127.0.0.1:9")  # nobody is there to take the message
    socket.send(b"")
    socket.close()
    return context.term


@trap(row="timeouts")
def receive_timeout():
    import zmq.green as zmq

    socket = silent_socket()
    socket.setsockopt(zmq.RCVTIMEO, 500)

    def receive():
        try:
            socket.recv()
        except zmq.Again:
            pass  # what was asked for

    return receive


@cure(row="timeouts")
def poll_in_its_place():
    socket = silent_socket()
    return lambda: socket.poll(500)
