import socket
import subprocess


class Connection(socket.socket):  # expect: GVT101
#                ^^^^^^^^^^^^^
    pass


class Command(subprocess.Popen):  # expect: GVT101
    pass

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    Connection().connect(("localhost", 80))
    Command(["true"])


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
