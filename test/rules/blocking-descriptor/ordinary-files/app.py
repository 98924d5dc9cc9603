from gevent import monkey

monkey.patch_all()

import os
import tempfile

import gevent
from gevent.os import tp_read

reader, writer = os.pipe()


def work(path, fd):
    number = os.open(path, os.O_RDONLY)
    os.read(number, 10)
    os.read(fd, 10)
    handle, name = tempfile.mkstemp()
    os.write(handle, b"x" * 100_000)
    with os.fdopen(handle) as file:
        file.read()
    with open("/dev/urandom", "rb") as random, open(os.devnull) as nothing:
        random.read(3)
        nothing.read()
    os.read(open("/dev/null").fileno(), 10)
    tp_read(reader, 10)
    print(name)


gevent.spawn(work, "names.txt", 3)
