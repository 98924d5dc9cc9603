from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.fileobject import FileObject, FileObjectThread

reader, writer = os.pipe()


def in_thread():
    return os.read(reader, 10)


def work():
    gevent.get_hub().threadpool.apply(in_thread)
    gevent.get_hub().threadpool.apply(os.read, (reader, 10))
    with FileObject(reader, "rb") as file:
        file.read()
    FileObjectThread(os.fdopen(writer, "wb"), "wb").write(b"x")


gevent.spawn(work)
