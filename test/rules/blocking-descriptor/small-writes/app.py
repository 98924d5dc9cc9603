from gevent import monkey

monkey.patch_all()

import os
import signal

import gevent

reader, writer = os.pipe()


def wake(*_signal):
    os.write(writer, b"x")
    os.write(writer, "stop".encode())
    os.write(1, b"to the terminal, or to a file")


signal.signal(signal.SIGCHLD, wake)
gevent.spawn(wake)
