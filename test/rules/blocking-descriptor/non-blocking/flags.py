from gevent import monkey

monkey.patch_all()

import os

import gevent

reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)


def receive():
    return os.read(reader, 100)


gevent.spawn(receive)
