from zmq import PULL, Context


def listen(context=None):
    context = context or Context.instance()
    socket = Context.instance().socket(PULL)
    socket.bind("inproc://work")
    return socket.recv()
