"""Waiting half a second for a message that does not come (apt-get install libnanomsg-dev)."""

from harness import cure, in_pool, library

about = {"family": "Messaging and remote calls", "packages": ["nanomsg"]}


@library
def patched():
    import nanomsg

    socket = nanomsg.Socket(nanomsg.PULL)
    socket.recv_timeout = 500
    socket.bind(b"inproc://probe")

    def receive():
        try:
            socket.recv()
        except nanomsg.NanoMsgAPIError:
            pass  # no message came

    return receive


@cure
def threadpool():
    return in_pool(patched())
