from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent


def first_line():
    r, w = os.pipe()
    subprocess.Popen(["ls"], stdout=w)
    os.close(w)
    return os.fdopen(r).readline()  # greenlint: ignore[blocking-descriptor]


def some(path):
    r, w = os.pipe()
    subprocess.Popen(["ls"], stdout=w)
    os.close(w)
    data = os.read(r, 100)  # greenlint: ignore[blocking-descriptor]
    with open(path) as file:
        return data, file.read()


def a_file(path):
    fd = os.open(path, os.O_RDONLY)
    os.close(fd)
    return open(path).read()


gevent.spawn(first_line)
gevent.spawn(some, "names.txt")
gevent.spawn(a_file, "names.txt")
