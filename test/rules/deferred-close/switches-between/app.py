from gevent import monkey

monkey.patch_all()

import os
import time

import gevent
from gevent.fileobject import FileObject
from gevent.os import tp_read


def sleeps():
    r, w = os.pipe()
    os.close(w)
    time.sleep(0.001)
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


def waits(pid):
    r, w = os.pipe()
    os.close(w)
    os.waitpid(pid, 0)
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


def calls_unknown(process):
    r, w = os.pipe()
    os.close(w)
    process.wait()
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


def cooperates():
    r, w = os.pipe()
    os.close(w)
    while tp_read(r, 10):
        pass
    return FileObject(r).read()


def other_end():
    r, w = os.pipe()
    os.close(r)
    os.write(w, b"x")
    other, _ = os.pipe()
    os.close(w)
    return os.fdopen(other).read()  # greenlint: ignore[blocking-descriptor]


def original():
    r, w = os.pipe()
    monkey.get_original("os", "close")(w)
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


gevent.spawn(sleeps)
gevent.spawn(waits, 3)
gevent.spawn(calls_unknown, None)
gevent.spawn(cooperates)
gevent.spawn(other_end)
gevent.spawn(original)
