from gevent import monkey

monkey.patch_all()

import os

import gevent


def run():
    r, w = os.pipe()
    if os.fork() == 0:
        os.dup2(w, 1)
        os.close(w)
        os.execlp("ls", "ls")
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


gevent.spawn(run)
