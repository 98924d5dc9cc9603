from gevent import monkey
monkey.patch_all()

import socket
import subprocess


class Connection(socket.socket):  # expect: GVT101
#                ^^^^^^^^^^^^^
    pass


class Command(subprocess.Popen):  # expect: GVT101
    pass

import gevent


def work():
    Connection().connect(("localhost", 80))
    Command(["true"])


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
