from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.fileobject import FileObjectThread


def show():
    with open("/dev/tty", "w") as terminal:
        terminal.write("done")
    port = os.open("/dev/ttyUSB0", os.O_WRONLY | os.O_NOCTTY)
    os.close(port)
    with FileObjectThread(gevent.get_hub().threadpool.apply(open, ("/dev/tty", "r+b"), {"buffering": 0})) as both:  # expect: GVT205
        print(both.readline())


gevent.spawn(show).join()
