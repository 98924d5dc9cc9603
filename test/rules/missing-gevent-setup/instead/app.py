from gevent import monkey
monkey.patch_all()
import gevent
import zmq  # expect: GVT302
#      ^^^

from listener import listen


def send(context):
    socket = context.socket(zmq.PUSH)
    socket.connect("inproc://work")
    socket.send(b"work")


if __name__ == "__main__":
    context = zmq.Context.instance()
    listening = gevent.spawn(listen, context)
    gevent.sleep(0)
    gevent.spawn_later(0.5, send, context)
    listening.join(2)
