import gevent
from gevent import socket
from gevent.os import nb_read
from gevent.subprocess import PIPE, Popen

ours, theirs = socket.socketpair()


def receive():
    child = Popen(["echo", "hi"], stdout=PIPE)
    print(nb_read(child.stdout.fileno(), 10))  # expect: GVT222
    return nb_read(ours.fileno(), 10)  # expect: GVT222


gevent.spawn(receive)
