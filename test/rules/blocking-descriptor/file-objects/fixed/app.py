from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent
from gevent.fileobject import FileObject

reader, writer = os.pipe()


def lines():
    with FileObject(reader, "rb") as pipe:  # expect: GVT205
    #    ^^^^^^^^^^^^^^^^^^^^^^^
        return pipe.readline()


def more(encoding):
    first, _ = os.pipe()
    second, third = os.pipe()
    FileObject(first, encoding=encoding)  # expect: GVT205
    FileObject(second, "r", 1)  # expect: GVT205
    raw = FileObject(third, "wb", 0)  # expect: GVT205
    bare = FileObject(first, "rb", 0)  # expect: GVT205
    return raw, bare


subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=writer)
print(gevent.spawn(lines).get())
gevent.spawn(more, "utf-8").join()
