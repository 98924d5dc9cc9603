from gevent import monkey

monkey.patch_all()

import io
import os
import subprocess

import gevent

reader, writer = os.pipe()


def lines():
    with os.fdopen(reader, "rb") as pipe:  # expect: GVT205
    #    ^^^^^^^^^^^^^^^^^^^^^^^
        return pipe.readline()


def more(encoding):
    first, _ = os.pipe()
    second, third = os.pipe()
    open(first, encoding=encoding)  # expect: GVT205
    io.open(second, "r", 1)  # expect: GVT205
    raw = io.FileIO(third, "w")  # expect: GVT205
    bare = io.FileIO(first)  # expect: GVT205
    return raw, bare


subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=writer)
print(gevent.spawn(lines).get())
gevent.spawn(more, "utf-8").join()
