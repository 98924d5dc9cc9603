from gevent import monkey

monkey.patch_all()

import os

import gevent


def show():
    with open("/dev/tty", "w") as terminal:
        terminal.write("done")
    port = os.open("/dev/ttyUSB0", os.O_WRONLY | os.O_NOCTTY)
    os.close(port)
    with open("/dev/tty", "r+b", buffering=0) as both:  # expect: GVT205
        print(both.readline())


gevent.spawn(show).join()
