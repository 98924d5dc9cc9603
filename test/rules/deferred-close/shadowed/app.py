from gevent import monkey

monkey.patch_all()

import os

import gevent


def close(fd):
    return fd


def run():
    r, w = os.pipe()
    close(w)
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


def rebound(w):
    r, other = os.pipe()
    os.close(w)
    return os.fdopen(r).read(), other  # greenlint: ignore[blocking-descriptor]


gevent.spawn(run)
gevent.spawn(rebound, 3)
